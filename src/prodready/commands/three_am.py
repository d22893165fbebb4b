"""`prodready 3am`: the incidents of a lesson, live."""

from __future__ import annotations

import argparse
from typing import Any

from prodready import nightshift
from prodready.catalog import Course
from prodready.commands.shared import shown
from prodready.words import say


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser("3am", help="see the incident of a lesson happen")
    parser.add_argument("lesson", metavar="LESSON", help="such as lesson3, or 3")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Run them in the order of the page; 1 if one of them broke."""
    nights = nightshift.nights(course, arguments.lesson)
    status = 0
    for night in nights:
        folder = night.script.parent
        snippets = ", ".join(night.snippets)
        what = say("commands.3am.runs", script=shown(night.script), snippets=snippets or say("commands.3am.alone"))
        print(what, flush=True)
        ended = nightshift.play(night)
        if ended:
            print(say("commands.3am.broke", status=ended))
            status = 1
        print(flush=True)
    print(say("commands.3am.read_on", page=shown(folder / "index.md")))
    exercises = [e for e in course.exercises if e.lesson == folder.name]
    if exercises:
        print(say("commands.3am.your_turn", folder=shown(course.exercises_dir / folder.name)))
    return status
