"""`3am`: the incidents of a lesson, in the order of its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodready.catalog import Course

Run = Callable[..., tuple[int, str]]
INCIDENT = "import {snippet}\n\n\ndef main():\n    print({snippet}.WORD)\n"


@pytest.fixture
def page(clone: Course) -> Path:
    """The folder of a lesson with two incidents, of which the page shows the second one first."""
    folder = clone.docs_dir / "lesson1"
    folder.mkdir(parents=True, exist_ok=True)
    for incident, snippet in (("incident", "broken"), ("incident_first", "usual")):
        (folder / f"{snippet}.py").write_text(f"WORD = 'out of {snippet}'\n", encoding="utf-8")
        (folder / f"{incident}.py").write_text(INCIDENT.format(snippet=snippet), encoding="utf-8")
    text = "/// run | incident_first.py\n///\n\n/// run | incident.py\n///\n"
    (folder / "index.md").write_text(text, encoding="utf-8")
    return folder


def test_incidents_run_in_the_order_of_the_page(clone: Course, page: Path, run: Run) -> None:
    """What the page shows first runs first, and each run names its script and its snippet."""
    status, text = run(clone.root, "3am", "lesson1")
    lines = [line for line in text.replace("\\", "/").splitlines() if line]

    assert status == 0
    assert lines[:4] == [
        "---- docs/lesson1/incident_first.py runs usual.py",
        "out of usual",
        "---- docs/lesson1/incident.py runs broken.py",
        "out of broken",
    ]


def test_the_end_says_where_to_read_on(clone: Course, page: Path, run: Run) -> None:
    """After the incidents come the page and the exercises."""
    _, text = run(clone.root, "3am", "1")

    assert "docs/lesson1/index.md" in text.replace("\\", "/")
    assert text.replace("\\", "/").rstrip().endswith("pytest exercises/lesson1")


def test_one_broken_incident_does_not_hide_the_others(clone: Course, page: Path, run: Run) -> None:
    """A script that ends with an error is named as such, and the next one runs."""
    (page / "usual.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    status, text = run(clone.root, "3am", "lesson1")

    assert status == 1
    assert "status 3" in text
    assert "out of broken" in text


@pytest.mark.parametrize("name", ["lesson7", "7", "..", "lesson1/..", ""])
def test_lesson_without_incidents_names_the_others(clone: Course, page: Path, run: Run, name: str) -> None:
    """A lesson in which nothing happens is answered with those in which something does."""
    status, text = run(clone.root, "3am", name)

    assert (status, "lesson1" in text) == (2, True)
