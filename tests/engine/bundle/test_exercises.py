"""What pages fetch about an exercise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prodready.bundle import exercise_data, solution_data, write
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.suitefile import read_suite


@pytest.fixture
def course(miniature_copy: Course) -> Course:
    return miniature_copy


def test_texts_of_an_exercise(course: Course) -> None:
    """Starter, suite and checks are there as texts, and no path of this machine is."""
    exercise = course.exercise("lesson1/words")
    data = exercise_data(exercise)

    assert data["starter"] == {"words.py": exercise.starter.read_text(encoding="utf-8")}
    assert data["suite"] == {
        "path": "lesson1/words/test_words.py",
        "source": exercise.suite.read_text(encoding="utf-8"),
    }
    assert [check["name"] for check in data["checks"]] == [spec.test for spec in read_suite(exercise.suite)]
    assert str(course.root) not in json.dumps(data)


def test_folder_keeps_its_name(course: Course) -> None:
    """Files of a folder are named below its parent, like the given files beside it."""
    folder = course.starters_dir / "lesson1" / "project"
    (folder / "__pycache__").mkdir(parents=True)
    (folder / "__pycache__" / "a.pyc").write_bytes(b"\xff")
    (folder / "inner").mkdir()
    (folder / "inner" / "a.py").write_text("a = 1\n", encoding="utf-8")
    described = course.suites_dir / "lesson1" / "project"
    described.mkdir()
    (described / "exercise.yml").write_text("title: A\nminutes: 1\nlevel: 1\nobjective: 1\n", encoding="utf-8")
    (described / "test_project.py").write_text('def test_a(files):\n    """A."""\n', encoding="utf-8")
    data = exercise_data(Course(course.root, course.root).exercise("lesson1/project"))

    assert (data["name"], data["importable"]) == ("project", False)
    assert data["starter"] == {"project/inner/a.py": "a = 1\n"}


def test_digest_follows_the_starter(course: Course) -> None:
    """Another starter has another digest, so that a learner's work on the old one is noticed."""
    exercise = course.exercise("lesson1/words")
    before = exercise_data(exercise)["starter_digest"]
    exercise.starter.write_text("# Another\n", encoding="utf-8")

    assert exercise_data(exercise)["starter_digest"] != before


def test_only_what_runs_in_a_page_is_written(course: Course, tmp_path: Path) -> None:
    """An exercise that is not for the browser has no file, and one that was written before is gone."""
    count = write(course, tmp_path / "out")
    described = course.suites_dir / "lesson1" / "words" / "exercise.yml"
    described.write_text(f"{described.read_text(encoding='utf-8')}browser: It starts a process.\n", encoding="utf-8")

    assert write(Course(course.root, course.root), tmp_path / "out") == count - 1
    assert not (tmp_path / "out" / "exercises" / "lesson1" / "words.json").exists()
    assert not (tmp_path / "out" / "solutions" / "lesson1" / "words.json").exists()


def test_solution_is_a_file_of_its_own(course: Course) -> None:
    """The solution has the starter's file names, and stands in no other file."""
    exercise = course.exercise("lesson1/words")

    assert solution_data(exercise) == {"files": {"words.py": exercise.solution.read_text(encoding="utf-8")}}
    assert exercise.solution.read_text(encoding="utf-8") not in json.dumps(exercise_data(exercise))


def test_text_that_is_not_utf_8(course: Course) -> None:
    """A file that cannot be read as text is named."""
    exercise = course.exercise("lesson1/words")
    exercise.starter.write_bytes(b"\xff\xfe")

    with pytest.raises(CourseError, match=r"`words\.py` is not UTF-8"):
        exercise_data(exercise)
