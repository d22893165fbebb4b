"""`prodready progress`: what is done, and what to do next."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from prodready import progress
from prodready.catalog import Course
from prodready.commands.shared import shown, typed
from prodready.model import Exercise
from prodready.progress import Entry, Progress
from prodready.suitefile import read_suite
from prodready.terminal import Style, paint
from prodready.words import say

STYLES: dict[str, Style] = {"new": "faint", "started": "yellow", "passed": "green"}


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser("progress", help="what is done, and what to do next")
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="such as lesson3; all without one")
    parser.add_argument("--repair", action="store_true", help="move a damaged progress.json aside and go on")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Print the table."""
    if arguments.repair:
        _repair(course)
    known = progress.load(course)
    chosen = course.match(tuple(arguments.lessons))
    width = max((len(exercise.name) for exercise in chosen), default=0)
    print(say("commands.progress.columns", name=say("commands.progress.name"), width=max(width, 8)))
    for lesson, exercises in groupby(chosen, key=lambda exercise: exercise.lesson):
        print()
        print(paint(_heading(course, lesson), "bold", sys.stdout))
        for exercise in exercises:
            print(_row(course, exercise, known.of(exercise.key), max(width, 8)))
    print()
    print(_total(chosen, known))
    return 0


def _repair(course: Course) -> None:
    repaired = progress.repair(course)
    if repaired is None:
        print(say("commands.progress.sound"))
    else:
        print(say("commands.progress.repaired", file=shown(repaired[0]), count=repaired[1]))
    print()


def _heading(course: Course, lesson: str) -> str:
    titles = {
        f"lesson{number}": title for part in course.plan.get("parts", ()) for number, title in part["lessons"].items()
    }
    return f"{lesson}  {titles.get(lesson, '')}".rstrip()


def _row(course: Course, exercise: Exercise, entry: Entry, width: int) -> str:
    count = len(read_suite(exercise.suite))
    best = say("commands.progress.best", held=min(entry.best, count), count=count) if entry.last else "-"
    state = paint(f"{say(f'commands.progress.states.{entry.state}'):<9}", STYLES[entry.state], sys.stdout)
    hints = sum(entry.hints.values())
    row = f"  {exercise.name:<{width}}  {exercise.minutes:>3} min  {state}{best:<9}{hints or '-':>4}   "
    return row + _next(course, exercise, entry)


def _next(course: Course, exercise: Exercise, entry: Entry) -> str:
    """What to do about one exercise, as a command where there is one."""
    if entry.state == "passed":
        return f"prodready solution {exercise.key}"
    if entry.state == "new":
        return say("commands.progress.edit", file=shown(course.work(exercise)))
    return f"pytest {typed(course.work(exercise))}"


def _total(chosen: Sequence[Exercise], known: Progress) -> str:
    left = [exercise for exercise in chosen if known.of(exercise.key).state != "passed"]
    line = say("commands.progress.total", done=len(chosen) - len(left), count=len(chosen))
    if left:
        line += say("commands.progress.left", minutes=sum(exercise.minutes for exercise in left))
    return line
