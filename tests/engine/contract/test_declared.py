"""What the docstring of a rejected file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodready.contract.declared import can_be_judged, read_declared, read_needs
from prodready.errors import CourseError
from prodready.model import Exercise, Submission

DOC = '"""Takes the gaps\nfor words.\n\nfails: test_a, test_b\nsays: two words\nsays: three\n"""\n'


def test_three_parts(tmp_path: Path) -> None:
    """The first paragraph is the mistake; then come the checks and words of the feedback."""
    path = tmp_path / "gaps.py"
    path.write_text(DOC, encoding="utf-8")
    declared = read_declared(path)

    assert declared.mistake == "Takes the gaps\nfor words."
    assert declared.fails == {"test_a", "test_b"}
    assert declared.says == ("two words", "three")
    assert (declared.file, declared.line) == (path, 4)


@pytest.mark.parametrize("code", ["def count(text)\n", "x = '\x00'\n", "é\n"])
def test_file_that_is_not_python(tmp_path: Path, code: str) -> None:
    """The docstring of a file that is no valid Python, or not even UTF-8, is read all the same."""
    path = tmp_path / "gaps.py"
    path.write_bytes((DOC + code).encode("latin-1"))

    assert read_declared(path).fails == {"test_a", "test_b"}


def test_folder(tmp_path: Path) -> None:
    """A folder declares in its `__init__.py`."""
    (tmp_path / "__init__.py").write_text(DOC, encoding="utf-8")

    assert read_declared(tmp_path).file == tmp_path / "__init__.py"


def test_folder_that_is_no_package(tmp_path: Path) -> None:
    """Any other folder declares in a text of its own, which is prose and no Python."""
    (tmp_path / "WHY.md").write_text("Takes the gaps.\n\nfails: test_a\nneeds: process\n", encoding="utf-8")
    declared = read_declared(tmp_path)

    assert (declared.mistake, declared.fails, declared.line) == ("Takes the gaps.", frozenset({"test_a"}), 3)
    assert read_needs(tmp_path) == {"process"}


def test_folder_that_declares_nothing(tmp_path: Path) -> None:
    """A folder without either is told where to write it."""
    with pytest.raises(CourseError, match="does not say which checks it fails") as error:
        read_declared(tmp_path)

    assert error.value.path == tmp_path / "WHY.md"
    assert "to `WHY.md`" in str(error.value)


def test_line_that_is_empty(tmp_path: Path) -> None:
    """An empty `fails:` does not swallow the line after it."""
    path = tmp_path / "gaps.py"
    path.write_text('"""Mistake.\n\nfails:\nsays: two\n"""\n', encoding="utf-8")
    with pytest.raises(CourseError, match="does not say which checks it fails"):
        read_declared(path)


@pytest.mark.parametrize(
    "text", ["needs: threads, process", "needs: threads process", "needs: threads\nneeds: process"]
)
def test_needs(tmp_path: Path, text: str) -> None:
    """A file, right or wrong, may say what the machine must have."""
    path = tmp_path / "forgets.py"
    path.write_text(f'"""Forgets a thread.\n\nfails: test_a\n{text}\n"""\n', encoding="utf-8")

    assert read_needs(path) == {"threads", "process"}


def test_needs_nothing(tmp_path: Path) -> None:
    """A file without such a line needs nothing, whatever its text is about."""
    path = tmp_path / "gaps.py"
    path.write_text(DOC + "needs = 'threads'\n", encoding="utf-8")

    assert read_needs(path) == frozenset()


def test_needs_what_is_unknown(tmp_path: Path) -> None:
    """An unknown need is told with its line and with those that are known."""
    path = tmp_path / "forgets.py"
    path.write_text('"""Forgets a thread.\n\nneeds: thread\n"""\n', encoding="utf-8")
    with pytest.raises(CourseError, match="`thread`, which is unknown") as raised:
        read_needs(path)

    assert (raised.value.line, "threads" in raised.value.hint) == (3, True)


@pytest.mark.parametrize(("runtime", "judged"), [("local", True), ("split", True), ("node", False)])
def test_runtime_that_lacks_it(words: Exercise, tmp_path: Path, runtime: str, judged: bool) -> None:
    """Where the machine lacks what a file needs, the file is not judged."""
    path = tmp_path / "forgets.py"
    path.write_text('"""Forgets a thread.\n\nneeds: threads\n"""\n', encoding="utf-8")

    assert can_be_judged(Submission(words, path, "rejected/forgets", "rejected"), runtime) is judged
    assert can_be_judged(Submission(words, path, "solution", "solution"), runtime)
