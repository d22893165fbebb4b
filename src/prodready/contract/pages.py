"""Pages, quizzes and captured runs: what a reader sees is complete and current."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from prodready import capture, lessonfile, quizlint
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.listing import read_listing, read_source
from prodready.model import Lesson, Marker

MAX_SENTENCE = 30
"""Words of a sentence on a page."""

LISTINGS = ("listing", "breaks", "holds")
"""Blocks that show a file."""

WORDS_PER_MINUTE = 200
SECONDS_PER_CODE_LINE = 4


def violations(course: Course, out: Callable[[str], None]) -> list[CourseError]:
    """Every broken promise of the pages; prints a line about each page's length."""
    found: list[CourseError] = []
    lessons: list[Lesson] = []
    for key in course.lesson_keys:
        try:
            lesson, problems = lessonfile.examine(course.lesson_page(key))
        except CourseError as error:
            found.append(error)
            continue
        lessons.append(lesson)
        found += [*problems, *_long_sentence(lesson)]
        out(reading_line(lesson))
    found += _exercises_on_pages(course, lessons)
    found += _quizzes_on_pages(course, lessons)
    found += quizlint.lint(course)
    found += capture.stale(course)
    return found


def _exercises_on_pages(course: Course, lessons: Sequence[Lesson]) -> list[CourseError]:
    """Every exercise is on exactly one page, and that is its lesson's."""
    owners = {exercise.key: exercise.lesson for exercise in course.exercises}
    missing = [
        CourseError(
            f"The exercise `{key}` is on no page.",
            path=course.lesson_page(lesson),
            hint=f"Put this where it belongs: /// exercise | {key}",
        )
        for key, lesson in owners.items()
        if not any(lesson == page.key and key in _targets(page, "exercise") for page in lessons)
    ]
    return _misplaced("exercise", owners, lessons) + missing


def _quizzes_on_pages(course: Course, lessons: Sequence[Lesson]) -> list[CourseError]:
    """Every quiz is on the page of its lesson, once."""
    owners = {path.stem: path.stem for path in course.quiz_files()}
    missing = [
        CourseError(
            f"The quiz `{path.stem}` is on no page.",
            path=path,
            hint=f"Put this on its page: /// quiz | {path.stem}",
        )
        for path in course.quiz_files()
        if not any(path.stem == page.key and path.stem in _targets(page, "quiz") for page in lessons)
    ]
    return _misplaced("quiz", owners, lessons) + missing


def _targets(page: Lesson, kind: str) -> list[str]:
    return [marker.target for marker in page.markers if marker.kind == kind]


def _misplaced(kind: str, owners: Mapping[str, str], lessons: Sequence[Lesson]) -> list[CourseError]:
    """Markers of what does not exist, of what belongs on another page, and those that are there twice."""
    found: list[CourseError] = []
    for page in lessons:
        seen: set[str] = set()
        for marker in page.markers:
            if marker.kind != kind:
                continue
            key = marker.target
            message, hint = (
                f"The {kind} `{key}` belongs on the page of `{owners.get(key)}`, once.",
                "Delete this marker.",
            )
            if key not in owners:
                known = ", ".join(owners) or "none"
                message, hint = f"There is no {kind} `{key}`.", f"Mend the marker. There are: {known}."
            if owners.get(key) != page.key or key in seen:
                found.append(CourseError(message, path=page.path, line=marker.line, hint=hint))
            seen.add(key)
    return found


def _long_sentence(lesson: Lesson) -> Iterator[CourseError]:
    text = lesson.path.read_text(encoding="utf-8")
    longest = measure(text)[2]
    if _length(longest) > MAX_SENTENCE:
        lines = enumerate(text.splitlines(), 1)
        line = next((number for number, line in lines if " ".join(longest[:3]) in line), None)
        hint = f"At most {MAX_SENTENCE}: make two of the one that begins `{' '.join(longest[:5])}`."
        yield CourseError(f"A sentence has {_length(longest)} words.", path=lesson.path, line=line, hint=hint)


def reading_line(lesson: Lesson) -> str:
    """Words, minutes and the longest sentence of a page, without its exercises."""
    words, code_lines, longest = measure(lesson.path.read_text(encoding="utf-8"))
    code_lines += sum(_shown_lines(lesson, marker) for marker in lesson.markers)
    minutes = words / WORDS_PER_MINUTE + code_lines * SECONDS_PER_CODE_LINE / 60
    return (
        f"{lesson.key:<20} page       {words} words, {minutes:.0f} minutes, longest sentence {_length(longest)} words"
    )


def _shown_lines(lesson: Lesson, marker: Marker) -> int:
    """Lines of code or output that a block brings onto the page; 0 if they are missing, which the site's build tells."""
    file = lesson.path.parent / marker.target
    try:
        if marker.kind == "run":
            return len(read_source(file.parent / "captured" / f"{file.stem}.txt").splitlines())
        return len(read_listing(file, _section(lesson, marker))) if marker.kind in LISTINGS else 0
    except CourseError:
        return 0


def _section(lesson: Lesson, marker: Marker) -> str:
    """The section of its file that a block shows; empty for all of it."""
    below = lesson.path.read_text(encoding="utf-8").splitlines()[marker.line :]
    options = itertools.takewhile(lambda line: line.startswith("    "), below)
    return next((line.partition(":")[2].strip(" \"'") for line in options if line.strip().startswith("section:")), "")


def measure(page: str) -> tuple[int, int, list[str]]:
    """Words of prose, lines of code, and the longest sentence of a page.

    Front matter, exercises and quizzes are left out: they are not reading time.
    """
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    body = re.sub(r"^(/{3,}) (exercise|quiz)\b.*?^\1$", "", body, flags=re.DOTALL | re.MULTILINE)
    code = re.findall(r"^```.*?^```", body, flags=re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^```.*?^```", "", body, flags=re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^(/{3,}.*|    \S.*|\|.*|#.*)$", "", prose, flags=re.MULTILINE)
    prose = re.sub(r"\]\([^)]*\)|\[\[\d+\]\]|\{:[^}]*\}", "", prose)
    sentences = [part.split() for line in prose.splitlines() for part in re.split(r"(?<=[.!?:])\s+", line)]
    longest = max(sentences, key=_length, default=[])
    return sum(map(_length, sentences)), sum(block.count("\n") for block in code), longest


def _length(sentence: Sequence[str]) -> int:
    """How many words there are; a dash is none."""
    return sum(any(letter.isalnum() for letter in word) for word in sentence)
