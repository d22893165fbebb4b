"""An exercise that keeps the contract, to be broken in one place; its submissions are graded once for all tests."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prodready.catalog import Course
from prodready.contract import Options, check, exercises, golden, reading
from prodready.errors import CourseError
from prodready.grading.cache import run_cached
from prodready.model import Exercise

MINIATURE = Path(__file__).parents[1] / "course"
KEY = "lesson1/words"

PAGE = """---
title: "What crosses the border"
description: "Words."
minutes: 1
objectives:
  - Count.
---

/// exercise | lesson1/words
///
"""


@pytest.fixture(scope="session", autouse=True)
def _golden_here() -> Iterator[None]:
    """The words of this Python are as good as any other's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(golden, "GOLDEN_PYTHON", sys.version_info[:2])
        yield


@pytest.fixture(scope="session", autouse=True)
def _short_pages() -> Iterator[None]:
    """The pages of these tests hold what they are about, and nothing to read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "SHORTEST", 0)
        yield


@pytest.fixture(scope="session")
def proven(tmp_path_factory: pytest.TempPathFactory, _golden_here: None, _short_pages: None) -> Path:
    """A course of one exercise that keeps the contract; its reports lie in the cache."""
    root = tmp_path_factory.mktemp("proven") / "course"
    for part in ("exercises/lesson1", "solutions/lesson1", "tests/exercises/lesson1/words"):
        shutil.copytree(MINIATURE / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for tree in ("exercises", "solutions"):
        for other in ("probe.py", "test_sample.py"):
            (root / tree / "lesson1" / other).unlink()
    shutil.copy(MINIATURE / "course.yml", root)
    page = root / "docs" / "lesson1" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    printed: list[str] = []
    assert check(Course(root, root), Options(keys=(KEY,), bless=True), printed.append) == 0, "\n".join(printed)
    return root


@pytest.fixture
def words(proven: Path, tmp_path: Path) -> Exercise:
    """The exercise in a copy of the course."""
    root = tmp_path / "course"
    shutil.copytree(proven, root, ignore=shutil.ignore_patterns("__pycache__"))
    return Course(root, root).exercise(KEY)


@pytest.fixture
def course(words: Exercise) -> Callable[[], Course]:
    """Reads the course of `words` as it is by now."""
    root = words.starter.parents[2]
    return lambda: Course(root, root)


@pytest.fixture
def judged(course: Callable[[], Course]) -> Callable[[], list[CourseError]]:
    """Grades what has changed, and says which promises are broken."""

    def judge() -> list[CourseError]:
        submissions = course().submissions(course().exercise(KEY))
        reports = run_cached(course(), submissions, "local")
        return exercises.violations(course().exercise(KEY), list(zip(submissions, reports, strict=True)))

    return judge


@pytest.fixture
def checked(course: Callable[[], Course]) -> Callable[..., tuple[int, str]]:
    """Runs the whole check with options; its status, and what it prints."""

    def run(*keys: str, **options: Any) -> tuple[int, str]:
        printed: list[str] = []
        status = check(course(), Options(keys=keys, **options), printed.append)
        return status, "\n".join(printed)

    return run


@pytest.fixture
def one() -> Callable[[list[CourseError]], CourseError]:
    """The only problem of a list; it has a fact, a file and a remedy."""

    def only(problems: list[CourseError]) -> CourseError:
        (problem,) = problems
        assert problem.message.strip()
        assert problem.path
        assert problem.hint
        return problem

    return only
