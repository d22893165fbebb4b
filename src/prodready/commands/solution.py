"""`prodready solution`: the reference solution, and what differs from one's own; after a pass, or when asked for."""

from __future__ import annotations

import argparse
from typing import Any

from prodready import progress, workspace
from prodready.catalog import Course
from prodready.commands.shared import KEY_HELP, ask, one, shown
from prodready.words import say


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser(
        "solution", help="compare your work with the reference solution, once it passes"
    )
    parser.add_argument("key", metavar="KEY", help=KEY_HELP)
    parser.add_argument("-y", "--yes", action="store_true", help="show it even before a pass")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Print it; 1 if it has not been passed and the answer is no."""
    exercise = one(course, arguments.key)
    texts = workspace.solution(course, exercise)
    difference = workspace.difference(course, exercise)
    if progress.load(course).of(exercise.key).state != "passed" and not arguments.yes:
        print(say("commands.solution.not_passed", key=exercise.key))
        if not ask(say("commands.solution.ask", name=exercise.name), (exercise.name, exercise.key)):
            print(say("commands.solution.no"))
            return 1
    for name, text in texts.items():
        print(say("commands.solution.heading", file=shown(course.solutions_dir / name)))
        print()
        print(text.rstrip("\n"))
        print()
    print(_about(difference, shown(course.work(exercise))))
    return 0


def _about(difference: str | None, mine: str) -> str:
    if difference is None:
        return say("commands.solution.no_file", mine=mine)
    if not difference:
        return say("commands.solution.same")
    return f"{say('commands.solution.difference', mine=mine)}\n\n{difference}\n\n{say('commands.solution.others')}"
