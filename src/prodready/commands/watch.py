"""`prodready watch`: grades again each time that a file is saved."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from prodready import terminal
from prodready.catalog import Course
from prodready.commands.shared import KEY_HELP, one, shown
from prodready.watching import changes
from prodready.words import say

INTERRUPTED = 130


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser("watch", help="grade an exercise each time you save it")
    parser.add_argument("key", nargs="?", metavar="KEY", help=f"{KEY_HELP}; without one, whichever you save")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Grade, wait, grade again, until Ctrl-C."""
    chosen = [one(course, arguments.key)] if arguments.key else list(course.exercises)
    files = [course.work(exercise) for exercise in chosen]
    what = shown(files[0]) if arguments.key else say("commands.watch.all", folder=shown(course.exercises_dir))
    try:
        saved = changes(files)
        if arguments.key:
            _grade(course, files)
        print(say("commands.watch.waiting", what=what), flush=True)
        for changed in saved:
            terminal.clear(sys.stdout)
            _grade(course, list(changed))
            print(say("commands.watch.waiting", what=what), flush=True)
    except KeyboardInterrupt:
        print(f"\n{say('commands.watch.ended')}", flush=True)
    return INTERRUPTED


def _grade(course: Course, files: list[Path]) -> None:
    print(say("commands.watch.runs", files=" ".join(map(shown, files))), flush=True)
    subprocess.run([sys.executable, "-m", "pytest", *map(str, files)], cwd=course.workspace)
