"""`prodready hint`: the next hint of the first check that does not hold, and no more than that."""

from __future__ import annotations

import argparse
from typing import Any

from prodready import progress
from prodready.catalog import Course
from prodready.commands.shared import KEY_HELP, one, print_wrapped, shown, typed
from prodready.errors import CourseError
from prodready.model import Exercise
from prodready.progress import Entry
from prodready.suitefile import CheckSpec, read_suite
from prodready.words import say


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser("hint", help="reveal the next hint of an exercise")
    parser.add_argument("key", metavar="KEY", help=KEY_HELP)
    parser.add_argument(
        "--check", metavar="NAME", default="", help="hints of this check instead, such as test_drip or drip"
    )
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:
    """Print the hints revealed so far with the next one; remember that."""
    exercise = one(course, arguments.key)
    entry = progress.load(course).of(exercise.key)
    spec = _choose(exercise, entry, arguments.check)
    if spec is None:
        print(_no_need(course, exercise, entry))
        return 0
    if not entry.last and not arguments.check:
        print(say("commands.hint.first", file=typed(course.work(exercise))), end="\n\n")
    print_wrapped(f"{exercise.key}: {spec.title}")
    if spec.symptom:
        print_wrapped(spec.symptom, "  ")
    number = min(_revealed(entry, spec) + 1, len(spec.hints))
    for place, hint in enumerate(spec.hints[:number], 1):
        print()
        print_wrapped(say("check.hint", number=place, count=len(spec.hints), text=hint), "  ")
    progress.use_hint(course, exercise.key, spec.test, number)
    print()
    if number < len(spec.hints):
        name = f" --check {spec.test}" if arguments.check else ""
        print(say("commands.hint.more", count=len(spec.hints) - number, command=f"{exercise.key}{name}"))
    else:
        page = shown(course.lesson_page(exercise.lesson))
        print(say("commands.hint.last", page=page, key=exercise.key))
    return 0


def _choose(exercise: Exercise, entry: Entry, name: str) -> CheckSpec | None:
    """The check that is asked for, else the first that does not hold, else the first; None if every check holds."""
    specs = {spec.test: spec for spec in read_suite(exercise.suite)}
    if name:
        return _named(specs, name)
    if not entry.last:
        return next(iter(specs.values()), None)
    if set(entry.last.values()) == {"not reached"}:
        return None
    open_tests = [check.partition("[")[0] for check in entry.open]
    return next((specs[test] for test in open_tests if test in specs), None)


def _named(specs: dict[str, CheckSpec], name: str) -> CheckSpec:
    wanted = name.rpartition("::")[2].partition("[")[0]
    for test in (wanted, f"test_{wanted}"):
        if test in specs:
            return specs[test]
    raise CourseError(f"There is no check `{name}`.", hint=f"Its checks: {', '.join(specs)}.")


def _revealed(entry: Entry, spec: CheckSpec) -> int:
    """How many hints the learner has seen: a failure shows the first one."""
    failed = any(c.partition("[")[0] == spec.test and v in ("failed", "timed out") for c, v in entry.last.items())
    return max(entry.hints.get(spec.test, 0), 1 if failed else 0)


def _no_need(course: Course, exercise: Exercise, entry: Entry) -> str:
    file = typed(course.work(exercise))
    if not entry.last:
        return say("commands.hint.no_checks", key=exercise.key)
    if set(entry.last.values()) == {"not reached"}:
        return say("commands.hint.not_loaded", file=file)
    return say("commands.hint.all_hold", key=exercise.key, file=file)
