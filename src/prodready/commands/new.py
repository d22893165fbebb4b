"""`prodready new`: the files of a new lesson or exercise, with all that is still to be done in them."""

from __future__ import annotations

import argparse
from typing import Any

from prodready import scaffold
from prodready.catalog import Course
from prodready.commands.shared import shown
from prodready.words import say


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser("new", help="begin a lesson or an exercise")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    lesson = kinds.add_parser("lesson", help="its page, its snippet, its incident and its quiz")
    lesson.add_argument("name", metavar="N", help="such as 3 or lesson3")
    exercise = kinds.add_parser("exercise", help="its starter, its solution and its hidden suite")
    exercise.add_argument("name", metavar="KEY", help="such as lesson3/fetch")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Write them, list them, and say what comes next."""
    made = (
        scaffold.lesson(course, arguments.name)
        if arguments.kind == "lesson"
        else scaffold.exercise(course, arguments.name)
    )
    print(say("commands.new.written"))
    for path in made.paths:
        print(f"  {shown(path)}")
    print()
    print(say(f"commands.new.{arguments.kind}", key=made.key, title=made.title))
    return 0
