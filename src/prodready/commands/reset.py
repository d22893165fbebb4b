"""`prodready reset`: an exercise as it was at first; what one had is kept."""

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
        "reset", help="put an exercise back as it was at first, and keep a copy of yours"
    )
    parser.add_argument("key", metavar="KEY", help=KEY_HELP)
    parser.add_argument("-y", "--yes", action="store_true", help="do not ask")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Ask, keep a copy, put the original back, forget its progress; 1 if the answer is no."""
    exercise = one(course, arguments.key)
    names = workspace.changed(course, exercise)
    progress.load(course)
    if not names:
        print(say("commands.reset.same", file=shown(course.work(exercise))))
        return 0
    for name in names:
        print(say("commands.reset.differs", file=shown(course.exercises_dir / name)))
    if not arguments.yes and not ask(say("commands.reset.ask")):
        print(say("commands.reset.no"))
        return 1
    kept = workspace.reset(course, exercise)
    progress.forget(course, exercise.key)
    print(say("commands.reset.done", key=exercise.key))
    for path in kept:
        print(say("commands.reset.kept", file=shown(path)))
    return 0
