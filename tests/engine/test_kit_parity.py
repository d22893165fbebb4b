"""Verdicts that differ between runtimes are found, named, and make the command fail."""

from __future__ import annotations

import pytest

from prodready.catalog import Course
from prodready.contract import parity

SUITE = '''
def test_answer(learner):
    """The answer is the same everywhere.

    It is not.

    Where?

    There.
    """
    assert learner.call("answer").value == 1
'''
UNEQUAL = {
    "node": 'import sys\n\ndef answer():\n    return 2 if sys.platform == "emscripten" else 1\n',
    "split": "import sys\n\ndef answer():\n    return 1 if 'pytest' in sys.modules else 2\n",
    "": "def answer():\n    return 1\n",
}


def course_with(course: Course, answer: str) -> Course:
    """The course with one more exercise, of this solution."""
    folder = course.suites_dir / "lesson1" / "unequal"
    folder.mkdir(parents=True)
    (folder / "test_unequal.py").write_text(SUITE, encoding="utf-8")
    (folder / "exercise.yml").write_text("title: Unequal\nminutes: 1\nlevel: 1\nobjective: 1\n", encoding="utf-8")
    for tree in (course.exercises_dir, course.solutions_dir):
        (tree / "lesson1" / "unequal.py").write_text(answer, encoding="utf-8")
    return Course(course.root, course.root)


def compare(course: Course) -> tuple[int, str]:
    said: list[str] = []
    status = parity.compare(course, ("lesson1/unequal",), said.append, cached=False)
    return status, "\n".join(said)


@pytest.mark.requires("node")
def test_solution_that_asks_for_the_platform(miniature_copy: Course) -> None:
    """A solution that behaves otherwise in Pyodide makes the comparison fail, with check, file and all verdicts."""
    status, said = compare(course_with(miniature_copy, UNEQUAL["node"]))

    assert status == 1
    assert "`test_answer` on `solution` is not equal: local passed, split passed, node failed." in said
    assert "unequal.py" in said
    assert "0 of 2 results are equal in 3 runtimes." in said


def test_solution_that_looks_around(miniature_copy: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A solution that behaves otherwise in a process of its own makes the comparison fail."""
    monkeypatch.setattr(parity, "RUNTIMES", ("local", "split"))
    status, said = compare(course_with(miniature_copy, UNEQUAL["split"]))

    assert status == 1
    assert "local passed, split failed" in said


def test_equal_solution(miniature_copy: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal verdicts make it succeed, and the table says how many there are."""
    monkeypatch.setattr(parity, "RUNTIMES", ("local", "split"))
    status, said = compare(course_with(miniature_copy, UNEQUAL[""]))

    assert status == 0
    assert "2 of 2 results are equal in 2 runtimes." in said
