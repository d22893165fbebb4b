"""`prodready capture`: what pages show is what their scripts print."""

from __future__ import annotations

import argparse
from typing import Any

from prodready import capture
from prodready.catalog import Course
from prodready.commands.shared import shown
from prodready.errors import CourseError
from prodready.words import say


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser(
        "capture", help="run the scripts of the pages and keep what they print"
    )
    parser.add_argument("only", nargs="*", metavar="NAME", help="a lesson, or a script's path; all without one")
    parser.add_argument("--check", action="store_true", help="write nothing; say what is not current in the course")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Print what was written; with `--check` what is not current, and 1 if anything is."""
    if not arguments.check:
        written = capture.capture(course, tuple(arguments.only))
        for path in written:
            print(say("commands.capture.written", file=shown(path)))
        print(say("commands.capture.count", count=len(written)))
        return 0
    if arguments.only:
        raise CourseError("`--check` looks at the whole course.", hint="Leave the names out.")
    problems = capture.stale(course)
    print("\n\n".join(map(str, problems)) if problems else say("commands.capture.current"))
    return 1 if problems else 0
