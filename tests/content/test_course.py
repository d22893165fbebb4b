"""The course itself keeps the content contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodready.catalog import Course
from prodready.contract import golden
from prodready.contract.check import Options, check
from prodready.contract.parity import compare

ROOT = Path(__file__).parents[2]
COURSE = Course.require(ROOT)
SKELETON = ("lesson2/importer", "lesson2/cli", "lesson3/fetch", "lesson3/deadline", "lesson3/checkout")


@pytest.mark.parametrize("key", [exercise.key for exercise in COURSE.exercises])
def test_exercise_is_sound(key: str) -> None:
    """Starter fails, right files pass, each wrong file is rejected by the checks that it names."""
    printed: list[str] = []

    status = check(COURSE, Options(keys=(key,)), printed.append)

    assert status == 0, "\n".join(printed)


def test_pages_and_trees_are_sound() -> None:
    """Every exercise is on one page, every file belongs to something, quizzes and captured runs are current."""
    printed: list[str] = []

    status = check(COURSE, Options(), printed.append)

    assert status == 0, "\n".join(printed)


@pytest.mark.requires("node")
def test_verdicts_are_equal_in_all_runtimes() -> None:
    """In process, in two processes and in Pyodide under Node each check says the same of each file."""
    printed: list[str] = []

    status = compare(COURSE, (), printed.append)

    assert status == 0, "\n".join(printed)


def test_the_skeleton_is_part_of_the_course() -> None:
    """The five exercises on which the suite API was proven stay."""
    assert {exercise.key for exercise in COURSE.exercises} >= set(SKELETON)


@pytest.mark.parametrize(
    "path", sorted(COURSE.suites_dir.glob("*/*/feedback/*.txt")), ids=lambda p: f"{p.parts[-3]}-{p.stem}"
)
def test_feedback_hides_the_suite(path: Path) -> None:
    """What a learner reads never shows an assertion, nor the path or the name of a suite."""
    assert golden.leaks(path.read_text(encoding="utf-8")) == []
