"""`capture` and `quiz`: thin commands over their engines."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodready.catalog import Course

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def incident(clone: Course) -> Path:
    """The only script of the course."""
    for other in clone.docs_dir.glob("**/incident*.py"):
        other.unlink()
    path = clone.docs_dir / "lesson1" / "incident.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("def main():\n    print('down')\n", encoding="utf-8")
    return path


def test_capture_names_what_it_writes(clone: Course, incident: Path, run: Run) -> None:
    """Each written file is named, and a second run writes none."""
    first, second = (run(clone.root, "capture", "lesson1") for _ in range(2))

    assert (first[0], "incident.txt" in first[1]) == (0, True)
    assert (second[0], "incident.txt" in second[1]) == (0, False)


def test_capture_check_writes_nothing(clone: Course, incident: Path, run: Run) -> None:
    """With `--check`, what is not current is a problem, and stays as it is."""
    status, text = run(clone.root, "capture", "--check")

    assert (status, "has not been captured" in text) == (1, True)
    assert not (incident.parent / "captured").exists()


def test_capture_check_is_content_with_current_files(clone: Course, incident: Path, run: Run) -> None:
    """After a capture everything is current."""
    run(clone.root, "capture")

    assert run(clone.root, "capture", "--check") == (0, "Every captured output is current.\n")


def test_quiz_problems_have_file_and_line(clone: Course, run: Run) -> None:
    """A problem of a quiz is told with its place, and the status is 1."""
    clone.quizzes_dir.mkdir(exist_ok=True)
    clone.quiz_file("lesson1").write_text("schema: 1\nid: lesson1\ntitle: T\nquestions: []\n", encoding="utf-8")
    status, text = run(clone.root, "quiz", "lint", "lesson1")

    assert status == 1
    assert "lesson1.yml:" in text


def test_unknown_quiz_is_named(clone: Course, run: Run) -> None:
    """A lesson without a quiz cannot be judged."""
    assert run(clone.root, "quiz", "lint", "lesson9")[0] == 2


@pytest.mark.parametrize("action", ["lint", "verify"])
def test_missing_extra_names_the_line_to_type(
    clone: Course, run: Run, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a plain installation, which lacks what authors need, the command says how to get it."""
    for name in [name for name in sys.modules if name.startswith(("prodready.quiz", "prodready.pagefacts"))]:
        monkeypatch.delitem(sys.modules, name)
    real = builtins.__import__

    def without(name: str, *args: object, **kwargs: object) -> object:
        if name.partition(".")[0] in ("markdown", "jsonschema", "packaging"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    status, text = run(clone.root, "quiz", action)

    assert (status, 'pip install -e ".[author]"' in text) == (2, True)
