"""`prodready start`: a folder of one's own, so that `git pull` in the clone never meets one's edits."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from prodready import workspace
from prodready.catalog import Course
from prodready.commands.shared import shown, typed
from prodready.words import say


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser(
        "start", help="make a folder of your own with the exercises, apart from the clone"
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is new or empty, such as ../my-course")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Make it, and say how to go on."""
    folder = arguments.folder.expanduser().resolve()
    made, edited = workspace.start(course, folder)
    print(say("commands.start.made", count=len(made.exercises), folder=shown(folder)))
    for name in edited:
        print(say("commands.start.edited", name=name))
    if made.progress_file.is_file():
        print(say("commands.start.progress"))
    first = next(iter(made.exercises), None)
    print()
    print(say("commands.start.go_on", folder=typed(folder)))
    if first:
        print(f"  pytest exercises/{first.lesson}")
    return 0
