"""Timetables for teachers. Minutes come from lessons, exercises and quizzes, so that no table is out of date."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prodready import lessonfile, quizfile
from prodready.catalog import Course
from prodready.courseplan import Stop, read_plan
from prodready.errors import CourseError
from prodready.words import say

QUESTION_S = 90
"""Seconds that a timetable gives to a question of a quiz, its reasons included: our estimate, as its page says."""

_ROW = re.compile(r"(?:(?P<kind>read|do|quiz) (?P<key>\S+)|(?P<minutes>\d+))(?: (?P<words>.+))?")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a timetable.

    Args:
        what: What is done, as Markdown.
        minutes: How long it takes.
    """

    what: str
    minutes: int


def timetable(course: Course, rows: Sequence[str], start: str, page: Path) -> str:
    """A table in Markdown: what to do, and for how many minutes.

    Args:
        course: Where the minutes come from.
        rows: Each is `read lesson3`, `do lesson3/fetch` or `quiz lesson3`, or starts with a number of minutes;
            more words may follow.
        start: The time of the first row, such as `09:00`, for a table with a clock; empty for one with a sum.
        page: The Markdown file that shows the table; links start there.

    Raises:
        CourseError: If a row is not understood, or names something that does not exist.
    """
    entries = [_entry(course, row, page) for row in rows]
    if not entries:
        raise CourseError("A schedule has no rows.", path=page, hint="Write at least one, such as `read lesson3`.")
    return _with_clock(entries, _minute(start, page)) if start else _with_sum(entries)


def _entry(course: Course, row: str, page: Path) -> Entry:
    found = _ROW.fullmatch(row.strip())
    if not found:
        hint = "Write `read lesson3`, `do lesson3/fetch`, `quiz lesson3`, or minutes and words: `15 break`."
        raise CourseError(f"The row `{row}` of a schedule is not understood.", path=page, hint=hint)
    kind, key, words = found["kind"], found["key"], found["words"] or ""
    if not kind:
        return Entry(words, int(found["minutes"]))
    make = {"read": _reading, "do": _exercise, "quiz": _quiz}[kind]
    entry = make(course, key, page)
    return Entry(f"{entry.what}{words and ', '}{words}", entry.minutes)


def _reading(course: Course, key: str, page: Path) -> Entry:
    stop = _stop(course, key, page)
    assert stop.lesson
    what = say("block.schedule.read", number=stop.number, title=stop.title, link=_link(course, key, page))
    return Entry(what, stop.lesson.minutes)


def _exercise(course: Course, key: str, page: Path) -> Entry:
    exercise = course.exercise(key)
    lesson = lessonfile.load(course.lesson_page(exercise.lesson))
    shown = [marker.target for marker in lesson.markers if marker.kind == "exercise"]
    if key not in shown:
        raise CourseError(f"The exercise `{key}` is on no page.", path=page, hint="Put it on the page of its lesson.")
    link = f"{_link(course, exercise.lesson, page)}#{exercise.name}"
    number = f"{lesson.number}.{shown.index(key) + 1}"
    return Entry(say("block.schedule.do", number=number, title=exercise.title, link=link), exercise.minutes)


def _quiz(course: Course, key: str, page: Path) -> Entry:
    count = len(quizfile.load(course.quiz_file(key)).questions)
    link = f"{_link(course, key, page)}#quiz"
    what = say("block.schedule.quiz", number=_stop(course, key, page).number, count=count, link=link)
    return Entry(what, math.ceil(count * QUESTION_S / 60))


def _stop(course: Course, key: str, page: Path) -> Stop:
    for part in read_plan(course):
        for stop in part.stops:
            if stop.key == key and stop.lesson:
                return stop
    raise CourseError(f"A schedule names `{key}`, which has no page.", path=page, hint="Name a lesson that is written.")


def _link(course: Course, key: str, page: Path) -> str:
    """The way from `page` to the page of a lesson, as Markdown files: MkDocs checks it and makes an address of it."""
    target = course.lesson_page(key).relative_to(course.docs_dir)
    return "../" * len(page.parent.relative_to(course.docs_dir).parts) + target.as_posix()


def _minute(clock: str, page: Path) -> int:
    found = _CLOCK.fullmatch(clock)
    if not found:
        raise CourseError(f"A schedule starts at `{clock}`.", path=page, hint='Write a time in quotes: "09:00".')
    return int(found[1]) * 60 + int(found[2])


def _with_clock(entries: Sequence[Entry], minute: int) -> str:
    lines = [f"| {say('block.schedule.time')} | {say('block.schedule.what')} | {say('block.schedule.minutes')} |"]
    lines.append("|---|---|--:|")
    for entry in entries:
        lines.append(f"| {_time(minute)} | {entry.what} | {entry.minutes} |")
        minute += entry.minutes
    return "\n".join([*lines, f"| {_time(minute)} | {say('block.schedule.end')} | |"])


def _with_sum(entries: Sequence[Entry]) -> str:
    lines = [f"| {say('block.schedule.what')} | {say('block.schedule.minutes')} |", "|---|--:|"]
    lines += [f"| {entry.what} | {entry.minutes} |" for entry in entries]
    total = sum(entry.minutes for entry in entries)
    return "\n".join([*lines, f"| **{say('block.schedule.total')}** | **{total}** |"])


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
