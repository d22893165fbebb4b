"""Which programs of a page can run in it, and what the playground opens with a snippet."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodready import capture
from prodready.bundle.incidents import snippet_data, write_snippets
from prodready.catalog import Course
from prodready.snippets import Opened, Snippets, in_folder, used

PAGE = """
/// listing | broken.py
///

/// run | incident_works.py
    what: "it works"
    clock: "02:59"
///

/// run | incident.py
///

//// contrast
/// breaks | usual.py
///
////

/// run | incident_pip.py
    needs: process
///
"""
FILES = {
    "broken.py": "",
    "usual.py": "import json\n",
    "helper.py": "import broken\n",
    "pip.py": "",
    "other.py": "",
    "incident_works.py": "import broken\n",
    "incident.py": "from helper import x\nPROGRAM = 'broken'\n",
    "incident_pip.py": "import pip\n",
}


@pytest.fixture
def found(tmp_path: Path) -> Snippets:
    """The snippets of one page."""
    for name in ("exercises", "solutions", "quizzes", "tests/exercises", "docs/lesson1"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "course.yml").write_text("parts: []\n", encoding="utf-8")
    folder = tmp_path / "docs" / "lesson1"
    for name, text in {"index.md": PAGE, **FILES}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return in_folder(Course(tmp_path, tmp_path), folder)


def test_program_takes_along_what_it_uses(found: Snippets) -> None:
    """Modules that it imports, those that they import, and those that it names in a string."""
    assert found.opened("incident.py") == Opened(("incident.py", "helper.py", "broken.py"), "incident.py")


def test_snippet_is_opened_with_the_night_that_uses_it(found: Snippets) -> None:
    """Not with the run in which all is well, if there is another."""
    assert found.opened("broken.py") == Opened(("broken.py", "incident.py", "helper.py"), "incident.py")


def test_snippet_that_nothing_runs(found: Snippets) -> None:
    """It is run itself."""
    assert found.opened("usual.py") == Opened(("usual.py",), "usual.py")


@pytest.mark.parametrize("name", ["incident_pip.py", "pip.py", "other.py", "index.md", "nothing.py"])
def test_not_opened(found: Snippets, name: str) -> None:
    """What needs more than a browser has, and what no page shows."""
    assert found.opened(name) is None


def test_data_has_each_file_once(found: Snippets) -> None:
    """The texts of all that can be opened, and of nothing else."""
    data = snippet_data(found)

    assert set(data["files"]) == {"broken.py", "usual.py", "helper.py", "incident.py", "incident_works.py"}
    assert data["opens"]["broken.py"] == {"files": ["broken.py", "incident.py", "helper.py"], "main": "incident.py"}


def test_files_are_written_by_folder(found: Snippets, tmp_path: Path) -> None:
    """One file for each folder, in place of those of an earlier build."""
    (tmp_path / "out" / "snippets").mkdir(parents=True)
    (tmp_path / "out" / "snippets" / "old.json").write_text("{}", encoding="utf-8")

    assert write_snippets(Course(tmp_path, tmp_path), tmp_path / "out") == 2
    assert [path.name for path in (tmp_path / "out" / "snippets").rglob("*")] == ["lesson1.json"]


def test_used_is_in_order(tmp_path: Path) -> None:
    """As the script names them, once each, and never itself."""
    for name, text in {"b.py": "", "a.py": "", "it.py": "import b, a, it, json\nfrom b import x\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert used(tmp_path / "it.py") == ["b.py", "a.py"]


def test_environment_is_that_of_captures() -> None:
    """What a program can see of variables is the same in a page and where it was captured."""
    from prodready.browser.stage import ENVIRONMENT

    kept = {name: value for name, value in capture.environment("/home/you").items() if name not in capture.KEPT}

    assert {name: kept.get(name) for name in ENVIRONMENT} == ENVIRONMENT
