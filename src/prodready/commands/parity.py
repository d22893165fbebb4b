"""`prodready parity`: are the verdicts equal in process, in two processes, and in Pyodide?"""

from __future__ import annotations

import argparse
from typing import Any

from prodready.catalog import Course
from prodready.commands.shared import author_module


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser("parity", help="compare verdicts in all runtimes")
    parser.add_argument("keys", nargs="*", metavar="KEY", help="such as lesson3/fetch or lesson3; all without one")
    parser.add_argument("--no-cache", action="store_true", help="grade again what has not changed")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Print the table; 1 if anything differs."""
    compare = author_module("contract.parity").compare
    return int(compare(course, tuple(arguments.keys), print, cached=not arguments.no_cache))
