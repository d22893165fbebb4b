"""`new`: what an author begins with says everywhere what is still to be done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodready import scaffold
from prodready.catalog import Course
from prodready.errors import CourseError

Run = Callable[..., tuple[int, str]]
KEY = "lesson2/letters"


def fresh(course: Course) -> Course:
    """The same course, read anew."""
    return Course(course.root, course.workspace)


def test_new_exercise_is_an_exercise(clone: Course) -> None:
    """The files lie where the engine looks for them."""
    scaffold.exercise(clone, KEY)
    exercise = fresh(clone).exercise(KEY)

    assert all(path.is_file() for path in (exercise.starter, exercise.solution, exercise.suite))
    assert len(fresh(clone).submissions(exercise)) == 4


def test_new_exercise_lacks_what_the_contract_says(clone: Course) -> None:
    """The skeleton is honest: `check` rejects what an author has not written yet, and asks for more files."""
    scaffold.exercise(clone, KEY)
    line = [sys.executable, "-m", "prodready.cli", "check", KEY]
    done = subprocess.run(line, cwd=clone.root, capture_output=True, encoding="utf-8")

    assert done.returncode == 1
    for words in (
        "The solution is rejected",
        "`accepted/first_style` is rejected",
        "1 accepted files",
        "1 rejected files",
    ):
        assert words in done.stdout


def test_everything_unfinished_is_found(clone: Course) -> None:
    """Each place that waits for its author is named with file and line, until it is written."""
    scaffold.exercise(clone, KEY)
    scaffold.lesson(clone, "2")
    waiting = {Path(str(problem.path)).name for problem in scaffold.unfinished(clone)}

    assert waiting >= {"letters.py", "exercise.yml", "test_letters.py", "first_style.py", "first_mistake.py"}
    assert waiting >= {"index.md", "broken.py", "incident.py", "lesson2.yml"}


def test_the_miniature_course_is_finished(clone: Course) -> None:
    """Notes for learners in starters are no work left for authors."""
    assert scaffold.unfinished(clone) == []


def test_nothing_is_overwritten(clone: Course) -> None:
    """If one of the files exists, none is written."""
    scaffold.exercise(clone, KEY)
    kept = clone.solutions_dir / "lesson2" / "letters.py"
    (clone.starters_dir / "lesson2" / "letters.py").unlink()
    with pytest.raises(CourseError, match="exists already"):
        scaffold.exercise(clone, KEY)

    assert kept.is_file()
    assert not (clone.starters_dir / "lesson2" / "letters.py").exists()


@pytest.mark.parametrize(
    "key", ["fetch", "lesson3", "lesson3/Fetch", "lesson3/a b", "lesson03/a", "../a/b", "lesson3/a/b"]
)
def test_impossible_keys_are_refused(clone: Course, key: str) -> None:
    """A key is a lesson and a name."""
    with pytest.raises(CourseError, match="cannot be the key"):
        scaffold.exercise(clone, key)


@pytest.mark.parametrize("name", ["json", "class", "requests", "pytest"])
def test_names_of_modules_are_refused(clone: Course, name: str) -> None:
    """An exercise must not hide a module that its learners may import."""
    with pytest.raises(CourseError, match="Choose another name"):
        scaffold.exercise(clone, f"lesson2/{name}")


def test_new_exercise_prints_marker_and_next_command(clone: Course, run: Run) -> None:
    """The author learns what to put on the page, and which command comes next."""
    status, text = run(clone.root, "new", "exercise", KEY)

    assert status == 0
    assert f"/// exercise | {KEY}" in text
    assert f"prodready check {KEY}" in text


def test_new_lesson_prints_the_line_of_the_nav(clone: Course, run: Run) -> None:
    """The page has to be named in the navigation by hand."""
    status, text = run(clone.root, "new", "lesson", "2")

    assert (status, "- lesson2/index.md" in text) == (0, True)


def test_new_lesson_takes_its_title_from_the_plan(clone: Course) -> None:
    """Page and quiz are called what the plan calls the lesson."""
    scaffold.lesson(clone, "lesson2")

    assert 'title: "Odd names"' in clone.lesson_page("lesson2").read_text(encoding="utf-8")
    assert 'title: "Odd names"' in clone.quiz_file("lesson2").read_text(encoding="utf-8")


def test_lesson_outside_the_plan_is_refused(clone: Course) -> None:
    """A lesson that the plan does not know is added there first."""
    with pytest.raises(CourseError, match=r"course.yml[\s\S]*no lesson `25`"):
        scaffold.lesson(clone, "25")


def test_new_lesson_is_captured_when_it_prints(clone: Course, run: Run) -> None:
    """The skeleton of an incident runs, and `capture` says that it prints nothing yet."""
    scaffold.lesson(clone, "2")
    status, text = run(clone.root, "capture", "lesson2")

    assert (status, "printed nothing" in text) == (2, True)


def test_new_quiz_waits_for_questions(clone: Course, run: Run) -> None:
    """The skeleton of a quiz is read, and `quiz lint` says that it is not enough."""
    scaffold.lesson(clone, "2")
    status, text = run(clone.root, "quiz", "lint", "lesson2")

    assert status == 1
    assert "Problems: " in text
