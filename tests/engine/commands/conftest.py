"""A learner's folders, and the commands run in them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from prodready import workspace
from prodready.catalog import Course
from prodready.cli import main

GIT = ("git", "-c", "user.name=Author", "-c", "user.email=author@example.org", "-c", "core.autocrlf=false")

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def clone(miniature_copy: Course) -> Course:
    """A clone in which the learner works; git knows nothing of it."""
    return miniature_copy


@pytest.fixture
def commit(clone: Course) -> Callable[[], None]:
    """Commits everything that lies in the clone."""

    def commit_all() -> None:
        for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Course"]):
            subprocess.run([*GIT, *arguments], cwd=clone.root, check=True, capture_output=True)

    return commit_all


@pytest.fixture
def desk(clone: Course, tmp_path: Path) -> Course:
    """The same course with a workspace of its own."""
    return workspace.start(clone, tmp_path / "my désk")[0]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder; its status, and what it printed on both streams."""

    def call(folder: Path, *arguments: str, stdin: str = "") -> tuple[int, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        status = main(arguments)
        return status, "".join(capfd.readouterr())

    return call
