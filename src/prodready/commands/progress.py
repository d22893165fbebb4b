"""`prodready progress`: what is done, and what to do next; and everything of it as one file, out and in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from prodready import progress
from prodready.catalog import Course
from prodready.commands.shared import shown, typed
from prodready.errors import CourseError
from prodready.model import Exercise
from prodready.progress import Entry, Progress, backup, transfer
from prodready.suitefile import read_suite
from prodready.terminal import Style, paint
from prodready.words import say

STYLES: dict[str, Style] = {"new": "faint", "started": "yellow", "passed": "green"}


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser("progress", help="what is done, and what to do next")
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="such as lesson3; all without one")
    parser.add_argument("--repair", action="store_true", help="move a damaged progress.json aside and go on")
    parser.add_argument("--export", metavar="FILE", help="write your progress and your code into one file")
    parser.add_argument(
        "--import", metavar="FILE", dest="take", help="merge such a file, also one from the scorecard page"
    )
    parser.add_argument("--replace", action="store_true", help="with --import: its code replaces yours, which is kept")
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Print the table."""
    if arguments.repair:
        _repair(course)
    if arguments.replace and not arguments.take:
        raise CourseError(
            "`--replace` belongs to `--import FILE`.", hint="Name the file: prodready progress --import FILE --replace"
        )
    if arguments.take:
        _import(course, Path(arguments.take), overwrite=arguments.replace)
    if arguments.export:
        _export(course, Path(arguments.export))
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


def _export(course: Course, path: Path) -> None:
    content, left_out = progress.collect(course)
    file = transfer.write(path, content)
    print(say("commands.progress.exported", file=shown(file), count=len(content.work)))
    for work in left_out:
        print(say("commands.progress.left_out", file=shown(work)))
    print()


def _import(course: Course, path: Path, *, overwrite: bool) -> None:
    done = progress.take(course, backup.read(path), overwrite=overwrite)
    print(say("commands.progress.imported", file=shown(path)))
    for each in done:
        where = shown(each.path) if each.path else ""
        print(say(f"commands.progress.took.{each.what}", key=each.key, file=where))
    if any(each.what == "beside" for each in done):
        print(say("commands.progress.both", command=f"prodready progress --import {typed(path)} --replace"))
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
