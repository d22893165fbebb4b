"""Jobs are plain data, in the order of the submissions."""

from __future__ import annotations

import json

from prodready.catalog import Course
from prodready.grading.jobs import by_exercise, make_job


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
