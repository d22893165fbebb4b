"""Data files against their schemas."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from prodready.catalog import Course
from prodready.contract import schemas
from prodready.errors import CourseError, MissingExtra
from prodready.model import Exercise

One = Callable[[list[CourseError]], CourseError]
Read = Callable[[], Course]


def test_sound_course(miniature: Course) -> None:
    """The files of a sound course are as their schemas say."""
    assert schemas.violations(miniature) == []


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("title: Words\nminutes: 1\nlevel: 9\nobjective: 1\n", "level", 3),
        ("title: Words\nminutes: 1\nlevel: 1\nobjective: 1\nlimit: 3\n", "the file", 1),
        ("title: Words\nminutes: 1\nlevel: 1\nobjective: 1\ngiven:\n  - a.py\n  - 7\n", "given/1", 7),
        ("title: Words\nminutes: 1\nlevel: 1\nobjective: 1\nbrowser: no\n", "browser", 5),
    ],
)
def test_exercise(words: Exercise, course: Read, text: str, place: str, line: int) -> None:
    """A field that the schema does not allow is named with its line."""
    path = words.suite.parent / "exercise.yml"
    path.write_text(text, encoding="utf-8")
    found = [
        (problem.message.partition(":")[0], problem.path, problem.line) for problem in schemas.violations(course())
    ]

    assert found == [(f"`{place}`", path, line)]


def test_plan(words: Exercise, course: Read, one: One) -> None:
    """The plan has a schema as well; numbers of lessons are names there."""
    path = course().root / "course.yml"
    text = "title: T\nparts:\n  - title: P\n    kind: K\n    lessons:\n      1: One\n      2: {}\n"
    path.write_text(text, encoding="utf-8")
    problem = one(schemas.violations(course()))

    assert problem.message.startswith("`parts/0/lessons/2`")
    assert (problem.path, problem.line) == (path, 7)


def test_file_that_is_not_yaml(words: Exercise, course: Read, one: One) -> None:
    """A file that is no YAML is one problem, with its line."""
    path = words.suite.parent / "exercise.yml"
    path.write_text("title: Words\nminutes: [1\n", encoding="utf-8")
    problem = one(schemas.violations(course()))

    assert problem.message.startswith("The file is not YAML")
    assert (problem.path, problem.line) == (path, 3)


def test_missing_package(miniature: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without jsonschema the command says what to install."""
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    with pytest.raises(MissingExtra, match=r"\.\[author\]"):
        schemas.violations(miniature)
