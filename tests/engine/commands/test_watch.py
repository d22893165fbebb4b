"""`watch`: what counts as a change, and a clean end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from prodready import watching
from prodready.catalog import Course


class EndedError(Exception):
    """Nothing more happens."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is watched."""
    path = tmp_path / "file.py"
    path.write_text("1", encoding="utf-8")
    return path


def touch(path: Path, text: str) -> None:
    """Save another text, with a time of its own on any file system."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def watched(paths: Sequence[Path], *steps: Callable[[], object]) -> Iterator[Sequence[Path]]:
    """Changes of `paths` while one step happens in each pause; in the last pause it ends."""
    coming = iter(steps)

    def sleep(seconds: float) -> None:
        if seconds == watching.EVERY_S:
            step = next(coming, None)
            if step is None:
                raise EndedError
            step()

    return watching.changes(paths, sleep)


def seen(paths: Sequence[Path], *steps: Callable[[], object]) -> list[Sequence[Path]]:
    found: list[Sequence[Path]] = []
    with contextlib.suppress(EndedError):
        found.extend(watched(paths, *steps))
    return found


def test_saved_file_is_a_change(file: Path, tmp_path: Path) -> None:
    """Of several files only the saved one is told."""
    other = tmp_path / "other.py"
    other.touch()

    assert seen([file, other], lambda: None, lambda: touch(file, "2")) == [[file]]


def test_two_changes_are_two(file: Path) -> None:
    """Each save is told once."""
    assert seen([file], lambda: touch(file, "2"), lambda: None, lambda: touch(file, "3")) == [[file], [file]]


def test_change_before_the_first_look_counts(file: Path) -> None:
    """A file that is saved while the first grading runs is graded again."""
    changes = watched([file], lambda: None)
    touch(file, "2")

    assert next(changes) == [file]


def test_file_replaced_by_an_editor_is_one_change(file: Path) -> None:
    """Editors that delete and write anew cause one grading, of the new file."""
    assert seen([file], file.unlink, lambda: touch(file, "2")) == [[file]]


def test_folder_changes_with_any_of_its_files(tmp_path: Path) -> None:
    """In a folder exercise every file counts, caches do not."""
    folder = tmp_path / "pipeline"
    (folder / "__pycache__").mkdir(parents=True)

    cache, new = folder / "__pycache__" / "a.pyc", folder / "new.py"
    assert seen([folder], lambda: touch(cache, "1"), lambda: touch(new, "1")) == [[folder]]


@pytest.mark.skipif(os.name == "nt", reason="a process group gets its Ctrl-C in another way there")
def test_ctrl_c_ends_it_cleanly(clone: Course) -> None:
    """Ctrl-C ends the watch with status 130 and without a traceback, after the first grading."""
    command = [sys.executable, "-u", "-m", "prodready.cli", "watch", "lesson1/sample"]
    process = subprocess.Popen(
        command, cwd=clone.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    limit = threading.Timer(30, process.kill)
    limit.start()
    lines = []
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Waiting"):
                process.send_signal(signal.SIGINT)
    limit.cancel()

    assert process.returncode == 130
    assert "Traceback" not in "".join(lines)
    assert any("lesson1/sample" in line for line in lines)
