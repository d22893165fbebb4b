"""`solution`: after a pass, or when it is really wanted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prodready import progress
from prodready.catalog import Course
from prodready.model import CheckResult, Report
from prodready.suitefile import read_suite

Run = Callable[..., tuple[int, str]]
KEY = "lesson1/words"


def reference(course: Course) -> str:
    return course.exercise(KEY).solution.read_text(encoding="utf-8")


def test_after_a_pass_it_is_shown(clone: Course, run: Run) -> None:
    """Who has passed sees the solution without a question."""
    checks = [CheckResult(spec.test, spec.title, "passed") for spec in read_suite(clone.exercise(KEY).suite)]
    progress.record(clone, [Report(KEY, "yours", tuple(checks))])
    status, text = run(clone.root, "solution", KEY)

    assert (status, reference(clone) in text) == (0, True)


@pytest.mark.parametrize("answer", ["", "\n", "y\n"])
def test_before_a_pass_it_asks(clone: Course, run: Run, answer: str) -> None:
    """A quick answer is not enough to give the solution away."""
    status, text = run(clone.root, "solution", KEY, stdin=answer)

    assert (status, reference(clone) in text) == (1, False)


def test_typing_the_name_is_enough(clone: Course, run: Run) -> None:
    """Whoever types the exercise's name means it."""
    assert reference(clone) in run(clone.root, "solution", KEY, stdin="words\n")[1]


def test_differences_are_shown(clone: Course, run: Run) -> None:
    """A unified diff leads from the learner's file to the solution."""
    _, text = run(clone.root, "solution", KEY, "--yes")

    assert '-    return len(text.split(" "))' in text
    assert "+++ solutions/lesson1/words.py" in text


def test_equal_work_is_called_so(clone: Course, run: Run) -> None:
    """A file that is the solution has no differences."""
    clone.work(clone.exercise(KEY)).write_text(reference(clone), encoding="utf-8")

    assert run(clone.root, "solution", KEY, "--yes")[1].rstrip().endswith("Yours is the same.")


def test_every_file_of_a_folder_is_shown(clone: Course, run: Run) -> None:
    """The solution of a folder exercise is all of its files."""
    _, text = run(clone.root, "solution", "pipeline", "--yes")

    assert "pipeline/__init__.py" in text.replace("\\", "/")
    assert "pipeline/steps.py" in text.replace("\\", "/")


def test_new_starter_is_no_part_of_the_work(clone: Course, run: Run) -> None:
    """What `update` put beside an edited file is not compared with the solution."""
    (clone.work(clone.exercise("lesson2/pipeline")) / "steps.new.py").write_text("# later\n", encoding="utf-8")

    assert "steps.new.py" not in run(clone.root, "solution", "pipeline", "--yes")[1]


def test_missing_work_is_no_obstacle(clone: Course, run: Run) -> None:
    """Without a file of one's own the solution is shown all the same."""
    clone.work(clone.exercise(KEY)).unlink()
    status, text = run(clone.root, "solution", KEY, "--yes")

    assert (status, "to compare it with" in text) == (0, True)
