"""From submissions to jobs: plain data that a worker in any process, or in Pyodide, understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from prodready.model import Exercise, Submission

FEWEST, MOST = 4, 12
"""Submissions that one worker grades: starting it costs as much as grading one of them, and the last ones of a run keep only one
worker busy."""


def exercise_data(
    exercise: Exercise, submissions: Sequence[Submission], *, stop_at_first: bool = False
) -> dict[str, Any]:
    """One exercise of a job, with the submissions to it."""
    return {
        "key": exercise.key,
        "suite": str(exercise.suite),
        "module": module_name(exercise),
        "name": exercise.filename,
        "importable": exercise.importable,
        "limit_s": exercise.time_limit_s,
        "given": {Path(name).stem: str(path) for name, path in zip(exercise.given, exercise.given_paths, strict=True)},
        "submissions": [{"label": s.label, "path": str(s.path), "stop_at_first": stop_at_first} for s in submissions],
    }


def module_name(exercise: Exercise) -> str:
    """The name under which a submission is imported."""
    return exercise.name


def by_exercise(submissions: Iterable[Submission]) -> dict[str, list[Submission]]:
    """Submissions by the key of their exercise, both in order of first appearance."""
    groups: dict[str, list[Submission]] = {}
    for submission in submissions:
        groups.setdefault(submission.exercise.key, []).append(submission)
    return groups


def make_job(
    submissions: Sequence[Submission], runtime: str, seed: str, *, stop_at_first: bool = False
) -> dict[str, Any]:
    """A job for one worker."""
    groups = by_exercise(submissions)
    return {
        "runtime": runtime,
        "seed": seed,
        "suites": str(submissions[0].exercise.suite.parents[2]),
        "exercises": [
            exercise_data(group[0].exercise, group, stop_at_first=stop_at_first) for group in groups.values()
        ],
    }


def batches(submissions: Sequence[Submission], count: int, runtime: str) -> list[list[Submission]]:
    """Parts for workers: of one exercise each, and those that are likely to take long come first.

    Node gets one part for each worker, because starting Pyodide takes seconds.

    Args:
        submissions: All of them.
        count: Workers at once.
        runtime: Where they run.
    """
    groups = by_exercise(submissions).values()
    if runtime == "node":
        size = max(MOST, -(-len(submissions) // count))
        return [list(submissions[i : i + size]) for i in range(0, len(submissions), size)]
    size = min(max(FEWEST, -(-len(submissions) // (count * 3))), MOST)
    parts = [group[i : i + size] for group in groups for i in range(0, len(group), size)]
    return sorted(parts, key=_waits, reverse=True)


def _waits(part: Sequence[Submission]) -> int:
    """How much waiting is to be expected: suites say `.limit()` where an answer may never come."""
    suite = part[0].exercise.suite
    text = suite.read_text(encoding="utf-8") if suite.is_file() else ""
    return len(part) * (1 + text.count(".limit("))
