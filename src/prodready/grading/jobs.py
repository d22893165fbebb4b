"""From submissions to jobs: plain data that a worker in any process, or in Pyodide, understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from prodready.model import Exercise, Submission


def exercise_data(
    exercise: Exercise, submissions: Sequence[Submission], *, stop_at_first: bool = False
) -> dict[str, Any]:
    """One exercise of a job, with the submissions to it."""
    return {
        "key": exercise.key,
        "suite": str(exercise.suite),
        "module": module_name(exercise),
        "name": exercise.filename,
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
