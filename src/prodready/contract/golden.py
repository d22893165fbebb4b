"""The feedback of every rejected file is content: it is kept, compared, and free of the suite's own words."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from prodready.errors import CourseError
from prodready.model import Exercise, Report, Submission
from prodready.report import check_text, headline_text

GOLDEN_PYTHON = (3, 11)
"""The version whose error messages are kept; on others only the rules are checked, not the words."""

_VOLATILE = (
    (re.compile(r"(127\.0\.0\.1|localhost):\d+"), r"\1:8000"),
    (re.compile(r"port=\d+"), "port=8000"),
    (re.compile(r"0x[0-9a-f]{6,}"), "0x…"),
    (re.compile(r"\b\d+\.\d{3,}\b"), "N.N"),
    (re.compile(r"(check|program)-[a-z0-9_]{8}\b"), r"\1-…"),
)
_FORBIDDEN = (
    (re.compile(r"\bassert\b"), "the word `assert`"),
    (re.compile(r"\btests[/\\]exercises\b"), "the path of a suite"),
    (re.compile(r"\btest_\w+\.py\b"), "the name of a suite"),
    (re.compile(r"\b(learner|outcome|faultserver)\."), "an expression of a suite"),
)


def golden_path(submission: Submission) -> Path:
    """Where the feedback of a rejected file is kept."""
    return submission.exercise.suite.parent / "feedback" / f"{submission.path.stem}.txt"


def feedback(report: Report) -> str:
    """Everything that a learner reads about a submission, without what differs between runs."""
    if report.headline:
        text = headline_text(report.headline, report.where)
    else:
        failed = [check for check in report.checks if check.verdict in ("failed", "timed out")]
        text = "\n\n".join(f"[{check.id}]\n{check_text(check, report.key)}" for check in failed)
    for pattern, replacement in _VOLATILE:
        text = pattern.sub(replacement, text)
    return text + "\n"


def bless(graded: Sequence[tuple[Submission, Report]]) -> None:
    """Keep the feedback as it is now.

    Raises:
        CourseError: On a Python whose words are not those that are kept.
    """
    if sys.version_info[:2] != GOLDEN_PYTHON:
        version = ".".join(map(str, GOLDEN_PYTHON))
        raise CourseError(
            f"Feedback is kept in the words of Python {version}.", hint="Run this command with that version."
        )
    for submission, report in graded:
        if submission.kind == "rejected":
            path = golden_path(submission)
            path.parent.mkdir(exist_ok=True)
            path.write_text(feedback(report), encoding="utf-8", newline="\n")


def violations(exercise: Exercise, graded: Sequence[tuple[Submission, Report]]) -> list[CourseError]:
    """Feedback that is missing, that has changed, or that shows the suite; and files without a rejected one."""
    found: list[CourseError] = []
    rejected = {path.stem for path in (exercise.suite.parent / "rejected").glob("*")}
    missing: list[str] = []
    remedy = f"Read it, then run: prodready check {exercise.key} --bless"
    for submission, report in graded:
        if submission.kind != "rejected":
            continue
        path, now = golden_path(submission), feedback(report)
        found += [
            CourseError(f"The feedback shows {what}.", path=submission.path, hint="Reword the check.")
            for what in leaks(now)
        ]
        if not path.is_file():
            missing.append(submission.path.stem)
        elif sys.version_info[:2] == GOLDEN_PYTHON and (
            line := _first_difference(path.read_text(encoding="utf-8"), now)
        ):
            message = f"The feedback of `{submission.label}` has changed."
            found.append(CourseError(message, path=path, line=line, hint=remedy))
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        found.append(
            CourseError(f"The feedback of {names} is not kept.", path=exercise.suite.parent / "feedback", hint=remedy)
        )
    message = "This feedback belongs to no rejected file."
    nobodys = sorted(p for p in (exercise.suite.parent / "feedback").glob("*.txt") if p.stem not in rejected)
    return found + [CourseError(message, path=path, hint="Delete it.") for path in nobodys]


def _first_difference(kept: str, now: str) -> int:
    """The first line that differs, counted from 1; 0 if none does."""
    pairs = itertools.zip_longest(kept.splitlines(), now.splitlines())
    return next((number for number, (one, other) in enumerate(pairs, 1) if one != other), 0)


def leaks(text: str) -> list[str]:
    """What of the suite a feedback text shows, in words."""
    return [what for pattern, what in _FORBIDDEN if pattern.search(text)]
