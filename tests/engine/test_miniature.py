"""The miniature course in every runtime: what suites may rely on, and starters with peculiar names and shapes."""

from __future__ import annotations

import pytest

from prodready.catalog import Course
from prodready.grading import run
from prodready.report import check_text

NATIVE = ["local", "split"]
RUNTIMES = [*NATIVE, "simulated", pytest.param("node", marks=pytest.mark.requires("node"))]
PECULIAR = ("lesson1/words", "lesson1/sample", "lesson2/words", "lesson2/hooks", "lesson2/pipeline")
NATIVE_ONLY = {
    "test_end_of_the_process",
    "test_endless_loop_is_given_up",
    "test_many_threads",
    "test_program_without_a_reader",
}


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_kit_keeps_its_rules(miniature: Course, runtime: str) -> None:
    """Every rule that suites rely on holds in every runtime; only what needs a native one is left out elsewhere."""
    exercise = miniature.exercise("lesson1/probe")
    (report,) = run(miniature.submissions(exercise, "solution"), runtime)
    left_out = {check.id for check in report.checks if check.verdict == "not run here"}
    assert [check_text(c) for c in report.checks if c.verdict != "passed" and c.id not in left_out] == []
    assert left_out == (set() if runtime in NATIVE else NATIVE_ONLY)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_peculiar_exercises(miniature: Course, runtime: str) -> None:
    """Folders, one module name in two lessons and names that pytest knows make no difference to a verdict."""
    submissions = [s for key in PECULIAR for s in miniature.submissions(miniature.exercise(key))]
    reports = run(submissions, runtime, jobs=1)
    verdicts = {(r.key, r.label): r.accepted for r in reports}
    assert verdicts == {(s.exercise.key, s.label): s.kind in ("solution", "accepted") for s in submissions}


def test_rejected_files_fail_where_they_say(miniature: Course) -> None:
    """A rejected file of the miniature course fails one check, and the others hold."""
    submissions = miniature.submissions(miniature.exercise("lesson2/pipeline"), "rejected")
    (report,) = run(submissions)
    assert [check.test for check in report.checks if check.verdict == "failed"] == ["test_other_errors_pass"]
