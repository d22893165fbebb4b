"""What is said when Node or Pyodide are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodready.errors import CourseError
from prodready.grading import node


@pytest.fixture
def pyodide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the browser's side in which Pyodide is installed."""
    entry = tmp_path / "node_modules" / "pyodide" / "pyodide.mjs"
    entry.parent.mkdir(parents=True)
    entry.write_text("", encoding="utf-8")
    monkeypatch.setattr(node, "WEB", tmp_path)
    monkeypatch.delenv("PRODREADY_NODE", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/node")
    return entry


def test_node_of_the_system(pyodide: Path) -> None:
    """Node on the path starts the worker of this checkout."""
    command = node.node_command()

    assert command[0] == "/usr/bin/node"
    assert str(pyodide.parents[2] / "pyodide" / "worker.mjs") in command


def test_node_by_variable(pyodide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Node can be named."""
    monkeypatch.setenv("PRODREADY_NODE", "/opt/node")

    assert node.node_command()[0] == "/opt/node"


def test_without_node(pyodide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node the message says who brings it."""
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(CourseError, match=r"Node is not installed[\s\S]*tasks\.py"):
        node.node_command()


def test_without_pyodide(pyodide: Path) -> None:
    """Without Pyodide the message has the line to type."""
    pyodide.unlink()
    with pytest.raises(CourseError, match="npm ci --prefix web"):
        node.node_command()
