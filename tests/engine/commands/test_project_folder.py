"""An exercise whose starter is a folder of files, and no package: every command works on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodready import progress
from prodready.catalog import Course

Run = Callable[..., tuple[int, str]]
KEY = "lesson1/box"
SUITE = '''
def test_size(project):
    """The box has a size.

    It fits nowhere.

    Where does the size stand?

    Write it into `box.toml`.
    """
    assert project.text("box.toml") == "size = 3\\n"
'''
FILES = {
    "tests/exercises/lesson1/box/exercise.yml": "{title: The box, minutes: 1, level: 1, objective: 1}\n",
    "tests/exercises/lesson1/box/test_box.py": SUITE,
    "exercises/lesson1/box/box.toml": "size = 2\n",
    "exercises/lesson1/box/tool.py": "raise SystemExit('imported')\n",
    "solutions/lesson1/box/box.toml": "size = 3\n",
    "solutions/lesson1/box/tool.py": "raise SystemExit('imported')\n",
}


@pytest.fixture
def course(miniature_copy: Course) -> Course:
    """A clone with that exercise."""
    for name, text in FILES.items():
        put(miniature_copy.root / name, text)
    return Course(miniature_copy.root, miniature_copy.root)


@pytest.fixture
def mine(course: Course) -> Path:
    """The learner's folder, with an environment in it."""
    put(course.exercises_dir / KEY / ".venv" / "lib" / "library.py", "size = 9\n")
    return course.exercises_dir / KEY


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_solution(course: Course, mine: Path, run: Run) -> None:
    """Each file of the solution is shown, and what differs; nothing of the learner's environment."""
    status, text = run(course.root, "solution", KEY, "--yes")

    assert status == 0
    assert "box.toml\n\nsize = 3" in text
    assert "-size = 2\n+size = 3" in text
    assert "size = 9" not in text


def test_reset(course: Course, mine: Path, commit: Callable[[], None], run: Run) -> None:
    """What was shipped comes back, added files go, and a copy of the learner's files is kept without their environment."""
    commit()
    put(mine / "box.toml", "size = 5\n")
    put(mine / "notes.txt", "mine\n")
    status, _ = run(course.root, "reset", KEY, "--yes")
    kept = sorted(path.name for path in course.state_dir.rglob("*") if path.is_file())

    assert (status, sorted(path.name for path in mine.iterdir())) == (0, ["box.toml", "tool.py"])
    assert (mine / "box.toml").read_text(encoding="utf-8") == "size = 2\n"
    assert kept == ["box.toml", "notes.txt", "tool.py"]


def test_environment_is_no_change(course: Course, mine: Path, commit: Callable[[], None], run: Run) -> None:
    """A folder in which only an environment was made is as it was at first."""
    commit()

    assert "there is nothing to reset" in run(course.root, "reset", KEY, "--yes")[1]


def test_hint(course: Course, run: Run) -> None:
    """Hints come from the suite, as for any exercise."""
    assert "Where does the size stand?" in run(course.root, "hint", KEY)[1]


def test_workspace(course: Course, tmp_path: Path, run: Run) -> None:
    """A workspace gets the whole folder."""
    run(course.root, "start", str(tmp_path / "desk"))

    assert sorted(path.name for path in (tmp_path / "desk" / "exercises" / KEY).iterdir()) == ["box.toml", "tool.py"]


def test_progress_of_a_folder(course: Course, mine: Path) -> None:
    """What is recorded about a folder stays as it is when an environment is made in it."""
    from prodready.model import CheckResult, Report

    before = progress.record(course, [Report(KEY, "yours", (CheckResult("test_size", "Size.", "passed"),))])
    put(mine / ".venv" / "other.py", "x = 1\n")
    after = progress.record(course, [Report(KEY, "yours", (CheckResult("test_size", "Size.", "not reached"),))])

    assert before.of(KEY).work == after.of(KEY).work
