"""What is said when Node, Pyodide, or a package that is built for it, is missing."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from prodready.errors import CourseError
from prodready.grading import node


@pytest.fixture
def pyodide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the browser's side in which Pyodide is installed, and what is built for it."""
    entry = tmp_path / "node_modules" / "pyodide" / "pyodide.mjs"
    entry.parent.mkdir(parents=True)
    entry.write_text("", encoding="utf-8")
    (tmp_path / "pyodide" / "wasm" / f"pydantic_core-{version('pydantic-core')}.dist-info").mkdir(parents=True)
    (tmp_path / "pyodide" / "native.txt").write_text("pydantic-core\n", encoding="utf-8")
    monkeypatch.setattr(node, "WEB", tmp_path)
    monkeypatch.setattr(node, "NATIVE", tmp_path / "pyodide" / "wasm")
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


def test_without_a_build_for_pyodide(pyodide: Path) -> None:
    """Grading that would break at an import ends with the package's name and a command, not with a verdict."""
    (built,) = node.NATIVE.iterdir()
    built.rmdir()

    with pytest.raises(CourseError, match=r"(?s)`pydantic-core` [\d.]+ is not installed for Pyodide\..*tasks\.py"):
        node.node_command()


def test_build_for_pyodide_of_another_version(pyodide: Path) -> None:
    """A build of another version than the one of this environment counts as missing."""
    (built,) = node.NATIVE.iterdir()
    built.rename(node.NATIVE / "pydantic_core-0.0.1.dist-info")

    with pytest.raises(CourseError, match="is not installed for Pyodide"):
        node.node_command()


def test_package_that_is_installed_nowhere(pyodide: Path) -> None:
    """What this environment lacks as well is not asked for."""
    (node.WEB / "pyodide" / "native.txt").write_text("no-such-package\n", encoding="utf-8")

    assert node.node_command()
