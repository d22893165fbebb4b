"""Two records of one learner become one, and nothing that was reached is lost. `web/src/store/merge.ts` does the same.

In every function `mine` is what is here, `theirs` comes from a file. Merging twice changes nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from prodready.progress.file import Entry, Progress

Data = dict[str, Any]

STATES = ("new", "started", "passed")
DONE = ("", "shown", "right")


def merge_progress(mine: Progress, theirs: Progress) -> Progress:
    """The exercises of both."""
    both = {key: merge_entry(mine.of(key), entry) for key, entry in theirs.entries.items()}
    return Progress({**mine.entries, **both})


def merge_entry(mine: Entry, theirs: Entry) -> Entry:
    """The better state, the higher best, the earlier dates, the hints of both; verdicts are those of the later one."""
    later = theirs if theirs.updated > mine.updated else mine
    return replace(
        later,
        state=max(mine.state, theirs.state, key=STATES.index),
        best=max(mine.best, theirs.best),
        hints={
            test: max(mine.hints.get(test, 0), theirs.hints.get(test, 0))
            for test in sorted({*mine.hints, *theirs.hints})
        },
        starter=later.starter or mine.starter or theirs.starter,
        started=_earlier(mine.started, theirs.started),
        passed=_earlier(mine.passed, theirs.passed),
    )


def merge_reading(mine: Data, theirs: Data) -> Data:
    """A lesson is read if it is in one of them; the place where it was left is kept as it is here."""
    lessons = {**theirs["lessons"], **mine["lessons"]}
    for key, other in theirs["lessons"].items():
        own = mine["lessons"].get(key, {})
        lessons[key] = {**other, **own, **({"read": True} if other.get("read") or own.get("read") else {})}
    return {"schema": 1, "last": mine["last"] or theirs["last"], "lessons": lessons}


def merge_quiz(mine: Data, theirs: Data) -> Data:
    """The answers to the questions of both; the sum is left out if it is that of neither."""
    questions = {**theirs["questions"], **mine["questions"]}
    for name, other in theirs["questions"].items():
        own = mine["questions"].get(name)
        if own and (other["rev"], DONE.index(other["done"])) > (own["rev"], DONE.index(own["done"])):
            questions[name] = other
    merged: Data = {"schema": 1, "questions": questions}
    for source in (mine, theirs):
        if "sum" in source and questions == source["questions"]:
            return merged | {"sum": source["sum"]}
    return merged


def merge_quizzes(mine: Mapping[str, Data], theirs: Mapping[str, Data]) -> dict[str, Data]:
    """The quizzes of both."""
    both = {key: merge_quiz(mine[key], theirs[key]) for key in mine.keys() & theirs.keys()}
    return {**theirs, **mine, **both}


def _earlier(one: str, other: str) -> str:
    """The earlier of two dates; an empty one is none."""
    return min(filter(None, (one, other)), default="")
