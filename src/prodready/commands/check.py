"""`prodready check`: is the content of the course sound?"""

from __future__ import annotations

import argparse
from typing import Any

from prodready.catalog import Course
from prodready.commands.shared import author_module
from prodready.model import RUNTIMES


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser(
        "check", help="prove that exercises, suites, pages and quizzes are sound"
    )
    parser.add_argument("keys", nargs="*", metavar="KEY", help="such as lesson3/fetch or lesson3; all without one")
    parser.add_argument("--runtime", choices=[*RUNTIMES, "all"], default="local", help="where the suites run")
    parser.add_argument("--mutants", action="store_true", help="also change the solutions and see the checks fail")
    parser.add_argument("--bless", action="store_true", help="write the feedback of rejected files anew")
    parser.add_argument("--no-cache", action="store_true", help="grade again what has not changed")
    parser.add_argument("-v", "--verbose", action="store_true", help="also print what a learner reads")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Print the findings; 1 if there is any."""
    contract = author_module("contract")
    runtimes = RUNTIMES if arguments.runtime == "all" else (arguments.runtime,)
    options = contract.Options(
        keys=tuple(arguments.keys),
        runtimes=runtimes,
        mutants=arguments.mutants,
        bless=arguments.bless,
        cached=not arguments.no_cache,
        verbose=arguments.verbose,
    )
    return int(contract.check(course, options, print))
