"""Jobs are plain data, in the order of the submissions."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from prodready.catalog import Course
from prodready.grading.jobs import MOST, batches, by_exercise, make_job
from prodready.model import Exercise, Submission


def test_job_is_json(miniature: Course) -> None:
    """A job survives the way to another process, and has what a submission comes with."""
    submissions = miniature.submissions(miniature.exercise("lesson2/pipeline"))
    job = json.loads(json.dumps(make_job(submissions, "local", "7", stop_at_first=True)))
    (exercise,) = job["exercises"]

    assert (job["runtime"], job["seed"], exercise["module"]) == ("local", "7", "pipeline")
    assert exercise["given"] == {"feed": str(miniature.starters_dir / "lesson2" / "feed.py")}
    assert [s["label"] for s in exercise["submissions"]] == [s.label for s in submissions]
    assert all(s["stop_at_first"] for s in exercise["submissions"])


def test_groups(miniature: Course) -> None:
    """Submissions are grouped by exercise, both in order of first appearance."""
    first, second = (miniature.submissions(miniature.exercise(key)) for key in ("lesson2/words", "lesson1/words"))
    groups = by_exercise([first[0], second[0], first[1]])

    assert list(groups) == ["lesson2/words", "lesson1/words"]
    assert groups["lesson2/words"] == [first[0], first[1]]


def copies(exercise: Exercise, count: int) -> list[Submission]:
    return [Submission(exercise, exercise.solution, f"{exercise.key} {number}") for number in range(count)]


@pytest.mark.parametrize(("count", "sizes"), [(3, [3]), (9, [4, 4, 1]), (30, [10] * 3), (90, [MOST] * 7 + [6])])
def test_parts_for_workers(miniature: Course, count: int, sizes: list[int]) -> None:
    """Parts are neither so small that starting workers costs most, nor so large that the last one is waited for."""
    submissions = copies(miniature.exercise("lesson1/words"), count)
    parts = batches(submissions, 1, "local")

    assert [len(part) for part in parts] == sizes
    assert [s for part in parts for s in part] == submissions


def test_long_parts_come_first(words: Exercise, work: Callable[[str, str], Submission], miniature: Course) -> None:
    """A suite that waits for answers which may never come is begun before one that does not."""
    quick, slow = copies(miniature.exercise("lesson2/hooks"), 4), [work(f"s{n}", "pass") for n in range(4)]

    assert batches([*quick, *slow], 1, "local") == [slow, quick]


@pytest.mark.parametrize(("count", "sizes"), [(12, [12]), (13, [12, 1]), (90, [45, 45])])
def test_parts_for_node(miniature: Course, count: int, sizes: list[int]) -> None:
    """Pyodide is started once for each worker, whatever the exercises."""
    assert [len(part) for part in batches(copies(miniature.exercise("lesson1/words"), count), 2, "node")] == sizes
