"""How long a page takes to read, and how long its sentences are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prodready.errors import CourseError
from prodready.listing import read_listing, read_source
from prodready.model import Lesson, Marker

SHORTEST, LONGEST = 8, 13
"""Minutes of a lesson's page, as they are printed: rounded."""

TOLERANCE = 1
"""Minutes by which the front matter may be wrong: people read at different speeds."""

MAX_SENTENCE = 30
"""Words of a sentence on a page."""

LISTINGS = ("listing", "breaks", "holds")
"""Blocks that show a file."""

WORDS_PER_MINUTE = 200
SECONDS_PER_CODE_LINE = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is to read on a page; its front matter, exercises and quizzes are left out.

    Args:
        words: Of prose, lists and tables.
        code_lines: Of listings and captured runs.
        longest: The words of the longest sentence.
    """

    words: int
    code_lines: int
    longest: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Rounded."""
        return round(self.words / WORDS_PER_MINUTE + self.code_lines * SECONDS_PER_CODE_LINE / 60)


def read(lesson: Lesson) -> Reading:
    """Measure a page, with what its blocks show."""
    reading = measure(lesson.path.read_text(encoding="utf-8"))
    shown = sum(_shown_lines(lesson, marker) for marker in lesson.markers)
    return Reading(reading.words, reading.code_lines + shown, reading.longest)


def summary(lesson: Lesson, reading: Reading) -> str:
    """Words, minutes and the longest sentence, in a line."""
    longest = f"longest sentence {_length(reading.longest)} words"
    return f"{lesson.key:<20} page       {reading.words} words, {reading.minutes} minutes, {longest}"


def violations(lesson: Lesson, reading: Reading) -> Iterator[CourseError]:
    """A page that is too short or too long, front matter that says something else, and a sentence that is too long."""
    lines = lesson.path.read_text(encoding="utf-8").splitlines()
    if not SHORTEST <= reading.minutes <= LONGEST:
        message = f"The page takes {reading.minutes} minutes to read; {SHORTEST} to {LONGEST} are right for a lesson."
        yield CourseError(
            message, path=lesson.path, line=1, hint="Make it shorter, or say more. Exercises do not count."
        )
    if abs(lesson.minutes - reading.minutes) > TOLERANCE:
        message = f"The front matter says {lesson.minutes} minutes, and the page takes {reading.minutes} to read."
        hint = f"Write `minutes: {reading.minutes}`."
        yield CourseError(message, path=lesson.path, line=_line_of(lines, "minutes:"), hint=hint)
    if _length(reading.longest) > MAX_SENTENCE:
        beginning = reading.longest[:5]
        hint = f"At most {MAX_SENTENCE}: make two of the one that begins `{' '.join(beginning)}`."
        message = f"A sentence has {_length(reading.longest)} words."
        yield CourseError(message, path=lesson.path, line=_line_of(lines, " ".join(beginning[:3])), hint=hint)


def _line_of(lines: Sequence[str], text: str) -> int | None:
    return next((number for number, line in enumerate(lines, 1) if text in line), None)


def measure(page: str) -> Reading:
    """What there is to read in the text of a page itself."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    body = re.sub(r"^(/{3,}) (exercise|quiz)\b.*?^\1$", "", body, flags=re.DOTALL | re.MULTILINE)
    code = re.findall(r"^```.*?^```", body, flags=re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^```.*?^```", "", body, flags=re.DOTALL | re.MULTILINE)
    prose = re.sub(
        r"^/{3,}.*\n(?:    .*\n)*|^#.*$", "", prose, flags=re.MULTILINE
    )  # blocks with their options, headings
    prose = re.sub(r"\]\([^)]*\)|\[\[\d+\]\]|\{:[^}]*\}", "", prose)
    sentences = [tuple(part.split()) for line in prose.splitlines() for part in _parts(line)]
    longest = max(sentences, key=_length, default=())
    return Reading(sum(map(_length, sentences)), sum(block.count("\n") for block in code), longest)


def _parts(line: str) -> list[str]:
    """The cells of a table's row, else the sentences of a line."""
    return re.split(r"(?<!\\)\|" if line.startswith("|") else r"(?<=[.!?:])\s+", line)


def _length(sentence: Sequence[str]) -> int:
    """How many words there are; a dash is none."""
    return sum(any(letter.isalnum() for letter in word) for word in sentence)


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
