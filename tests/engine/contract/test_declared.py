"""What the docstring of a rejected file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodready.contract.declared import read_declared
from prodready.errors import CourseError

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


def test_folder_without_init(tmp_path: Path) -> None:
    """A folder without `__init__.py` declares nothing."""
    with pytest.raises(CourseError, match="does not say which checks it fails"):
        read_declared(tmp_path)


def test_line_that_is_empty(tmp_path: Path) -> None:
    """An empty `fails:` does not swallow the line after it."""
    path = tmp_path / "gaps.py"
    path.write_text('"""Mistake.\n\nfails:\nsays: two\n"""\n', encoding="utf-8")
    with pytest.raises(CourseError, match="does not say which checks it fails"):
        read_declared(path)
