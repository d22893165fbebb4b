"""`prodready quiz`: are the quizzes sound, and are their keys right?"""

from __future__ import annotations

import argparse
from typing import Any

from prodready.catalog import Course
from prodready.commands.shared import author_module
from prodready.errors import CourseError
from prodready.words import say


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser("quiz", help="judge the quizzes")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    lint = actions.add_parser("lint", help="form, rules and references of the quiz files")
    verify = actions.add_parser("verify", help="run the programs of the questions and compare with the keys")
    verify.add_argument("--fresh", action="store_true", help="run all of them, whatever is known from earlier runs")
    for action in (lint, verify):
        action.add_argument("lessons", nargs="*", metavar="LESSON", help="such as lesson3; all without one")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Print the problems; 1 if there is any."""
    lessons = tuple(arguments.lessons)
    if arguments.action == "lint":
        problems: list[CourseError] = author_module("quizlint").lint(course, lessons)
    else:
        quizverify = author_module("quizverify")
        proofs = quizverify.verify(course, lessons, fresh=arguments.fresh)
        print(quizverify.table(proofs))
        problems = quizverify.problems(proofs)
    for problem in problems:
        print(f"\n{problem}")
    count = len(course.quiz_files(lessons))
    print(say("commands.quiz.problems", count=len(problems)) if problems else say("commands.quiz.sound", count=count))
    return 1 if problems else 0
