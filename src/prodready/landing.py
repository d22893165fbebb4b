"""The blocks of the landing page as HTML: where to start, one script run twice, the set-up, the plan of the course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from prodready.catalog import Course
from prodready.courseplan import Stop, read_plan
from prodready.errors import CourseError
from prodready.listing import read_listing
from prodready.pageblocks import captured_lines, template
from prodready.words import catalogue, say

PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a recorded session.

    Args:
        text: What stands there.
        typed: Whether somebody typed it, after a prompt.
        differs: Whether the other session has another line in its place.
    """

    text: str
    typed: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """What a line of the script has to do with a lesson."""

    stop: Stop
    text: str


def twin(course: Course, script: Path, day: Path, night: Path, tags: Mapping[int, tuple[int, str]], root: str) -> str:
    """One script and its two runs, side by side.

    Args:
        course: Whose lessons the tags name.
        script: What was run.
        day: The program that ran it while all was well, and was captured.
        night: The same with a fault.
        tags: Line of the script: number of the lesson that deals with it, and a few words.
        root: The way from the page to the root of the site, such as `../`.

    Raises:
        CourseError: If something is missing, or a tag stands at no code or names no lesson.
    """
    stops = {stop.number: stop for part in read_plan(course) for stop in part.stops}
    for number, _ in tags.values():
        if number not in stops:
            raise CourseError(f"A tag names lesson {number}.", path=script, hint="Name one of `course.yml`.")
    lines = read_listing(script, marks=dict.fromkeys(tags, 1))
    good, bad = captured_lines(day), captured_lines(night)
    return template("twin").render(
        name=script.name,
        plain=read_listing(script),
        lines=lines,
        count=lines[-1].number,
        tags={line: Tag(stops[number], text) for line, (number, text) in tags.items()},
        day=_session(good, good),
        night=_session(bad, good),
        root=root,
    )


def plan(course: Course, root: str) -> str:
    """Every lesson of the course; those that exist are links, and carry what this browser remembers of them."""
    parts = read_plan(course)
    return template("plan").render(parts=parts, facts=_facts, root=root, words=catalogue()["block"]["kept"])


def kept() -> str:
    """What this browser remembers of a reader, with a button that removes it."""
    return template("kept").render(words=catalogue()["block"]["kept"], always=True)


def start(course: Course, also: int, root: str) -> str:
    """Where to start, or to go on for those who were here before, and how much there is.

    Args:
        course: Whose lessons are offered: the first one that is written.
        also: The number of a second lesson to start with; 0 for none, and it has to be written.
        root: The way from the page to the root of the site, such as `../`.

    Raises:
        CourseError: If no lesson is written, or `also` is not.
    """
    stops = [stop for part in read_plan(course) for stop in part.stops]
    written = {stop.number: stop for stop in stops if stop.lesson}
    if not written or (also and also not in written):
        message, hint = f"Nobody can start with lesson {also or 1}: it has no page.", "Name a lesson that is written."
        raise CourseError(message, path=course.docs_dir / "index.md", hint=hint)
    return template("start").render(
        first=min(written.values(), key=lambda stop: stop.number),
        also=written.get(also),
        count=len(stops),
        written=tuple(written.values()),
        exercises=sum(stop.exercises for stop in written.values()),
        questions=sum(stop.questions for stop in written.values()),
        words=catalogue()["block"]["continue"],
        root=root,
    )


def setup(course: Course, source: str) -> str:
    """The commands from nothing to the first run of the checks, for each kind of system.

    Args:
        course: Whose first lesson with a page and exercises is run.
        source: The address to clone from, if the site was built where that is known; else empty.

    Raises:
        CourseError: If no lesson has exercises.
    """
    ready = [stop for part in read_plan(course) for stop in part.stops if stop.exercises]
    if not ready:
        message, hint = "No lesson has exercises, so there is nothing to set up.", "Remove the block."
        raise CourseError(message, path=course.docs_dir / "index.md", hint=hint)
    folder = source.rstrip("/").rpartition("/")[2].removesuffix(".git")
    return template("setup").render(stop=ready[0], source=source, folder=folder)


def _session(lines: list[str], others: list[str]) -> list[Said]:
    pairs = zip_longest(lines, others[: len(lines)], fillvalue="")
    return [Said(line.removeprefix(PROMPT), line.startswith(PROMPT), line != other) for line, other in pairs]


def _facts(stop: Stop) -> str:
    """What exists of a lesson, in a few words."""
    counts = {
        "minutes": stop.lesson.minutes if stop.lesson else 0,
        "exercises": stop.exercises,
        "questions": stop.questions,
    }
    said = (say(f"block.plan.{key}", count=count, minutes=stop.practice) for key, count in counts.items() if count)
    return ", ".join(said)
