"""What all commands have in common: output on any console, words beside colours, messages instead of tracebacks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import prodready
from prodready import progress
from prodready.catalog import Course
from prodready.model import CheckResult, Report
from prodready.terminal import paint
from prodready.words import catalogue

Run = Callable[..., tuple[int, str]]
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
SOURCES = Path(prodready.__file__).parent


class Screen:
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def command(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    line = [sys.executable, "-m", "prodready.cli", *arguments]
    return subprocess.run(line, cwd=folder, capture_output=True, env=os.environ | environment)


def test_console_of_windows(clone: Course) -> None:
    """A console that knows no Chinese shows question marks and goes on."""
    path = clone.work(clone.exercise("lesson1/words"))
    path.write_text("# 漢字 → 'ä'\n", encoding="utf-8")
    done = command(clone.root, "solution", "lesson1/words", "--yes", PYTHONIOENCODING="cp1252")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "-# ?? ? 'ä'".encode("cp1252") in done.stdout


def test_error_on_a_console_of_windows(clone: Course) -> None:
    """Messages to stderr survive as well."""
    done = command(clone.root, "hint", "漢字", PYTHONIOENCODING="cp1252")

    assert (done.returncode, b"There is no exercise `??`." in done.stderr) == (2, True)


def test_colours_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's terminal gets colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    assert paint("passed", "green", Screen()) == "\x1b[32mpassed\x1b[0m"  # type: ignore[arg-type]


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is respected."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")

    assert paint("passed", "green", Screen()) == "passed"  # type: ignore[arg-type]


def test_no_escapes_in_a_pipe(clone: Course) -> None:
    """Output to a file or a pipe has no escape sequences, and says every state in a word."""
    done = command(clone.root, "progress", TERM="xterm")

    assert b"\x1b" not in done.stdout
    assert b" new " in done.stdout


def test_closed_pipe(clone: Course) -> None:
    """`prodready progress | head -1` ends without a traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    line = [sys.executable, "-m", "prodready.cli", "progress"]
    done = subprocess.run(line, cwd=clone.root, stdout=writer, stderr=subprocess.PIPE, env=BUFFERED)
    os.close(writer)

    assert (done.returncode, done.stderr) == (1, b"")


def test_outside_a_course(tmp_path: Path, run: Run) -> None:
    """Elsewhere the commands say where they work."""
    status, text = run(tmp_path, "progress")

    assert (status, "is not inside a course" in text) == (2, True)


def test_progress_table(clone: Course, run: Run) -> None:
    """The table has the lesson's title, and for each exercise minutes, state, checks, hints and what comes next."""
    checks = (CheckResult("test_gaps", "A title.", "passed"), CheckResult("test_gone", "A title.", "failed"))
    progress.record(clone, [Report("lesson1/words", "yours", checks)])
    progress.use_hint(clone, "lesson1/words", "test_gaps", 2)
    exercise = clone.exercise("lesson1/words")
    _, text = run(clone.root, "progress")
    row = next(line for line in text.splitlines() if line.split()[:1] == ["words"])

    assert "lesson1  What crosses the border" in text
    assert row.split()[1:4] == [str(exercise.minutes), "min", "started"]
    assert row.rstrip().endswith(f"pytest {Path('exercises', 'lesson1', 'words.py')}")


def test_progress_of_one_lesson(clone: Course, run: Run) -> None:
    """Lessons can be chosen."""
    _, text = run(clone.root, "progress", "lesson2")

    assert "lesson1" not in text
    assert "pipeline" in text


def test_paths_can_be_pasted(desk: Course, run: Run) -> None:
    """Commands that are named can be typed in the folder where one is, even if its name has spaces."""
    folder = desk.exercises_dir / "lesson1"
    _, text = run(folder, "hint", "lesson1/words")

    assert "pytest words.py" in text


def test_repair_by_command(clone: Course, run: Run) -> None:
    """The remedy that the message of a damaged file names works."""
    clone.progress_file.write_text("{", encoding="utf-8")
    broken, message = run(clone.root, "progress")
    repaired, _ = run(clone.root, "progress", "--repair")

    assert (broken, repaired) == (2, 0)
    assert "prodready progress --repair" in message


def test_refused_write_is_a_message(clone: Course, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is told in a sentence."""

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    status, text = run(clone.root, "start", str(clone.root.parent / "desk"))

    assert (status, "Permission denied" in text) == (2, True)


def test_words_have_no_field_too_many() -> None:
    """Every field in the words of the commands is one that a command fills in."""
    text = json.dumps(catalogue()["commands"])
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (*SOURCES.glob("commands/*.py"), SOURCES / "clidoc.py")
    )
    fields = {name.partition(":")[0] for name in re.findall(r"\{([a-z]+(?::[^{}]*\{[a-z]+\})?)", text)}

    assert [name for name in fields if f"{name}=" not in sources] == []
