"""What people may see of a hidden suite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodready.errors import CourseError
from prodready.suitefile import CheckSpec, paragraphs, read_suite

Read = Callable[[str], tuple[CheckSpec, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a suite from its text."""

    def call(text: str) -> tuple[CheckSpec, ...]:
        path = tmp_path / "test_a.py"
        path.write_text(text, encoding="utf-8")
        return read_suite(path)

    return call


def test_ladder(read: Read) -> None:
    """The first paragraph is the name, the second the symptom, the others are hints; each is one line."""
    text = (
        'def test_a(learner):\n    """Title\n    goes on.\n\n    Symptom.\n\n    Hint 1.\n\n    Hint\n    2.\n    """\n'
    )
    (spec,) = read(text)

    assert (spec.test, spec.title, spec.symptom, spec.line) == ("test_a", "Title goes on.", "Symptom.", 1)
    assert spec.hints == ("Hint 1.", "Hint 2.")


@pytest.mark.parametrize(
    ("docstring", "parts"),
    [("", ("", "", ())), ('"""T."""', ("T.", "", ())), ('"""T.\n\n    S.\n    """', ("T.", "S.", ()))],
)
def test_missing_steps(read: Read, docstring: str, parts: tuple[str, str, tuple[str, ...]]) -> None:
    """A ladder without all of its steps is read as far as it goes."""
    (spec,) = read(f"def test_a(learner):\n    {docstring}\n    pass\n")

    assert (spec.title, spec.symptom, spec.hints) == parts


def test_line_with_spaces() -> None:
    """A line of spaces separates paragraphs as an empty one does."""
    assert paragraphs("One.\n   \n  Two.\n\n\nThree.") == ["One.", "Two.", "Three."]


def test_checks_only(read: Read) -> None:
    """Fixtures and helpers are no checks; the order is that of the file."""
    text = "def helper(): pass\ndef test_b(): pass\nclass test_c: pass\ndef test_a():\n    def test_inner(): pass\n"

    assert [spec.test for spec in read(text)] == ["test_b", "test_a"]


@pytest.mark.parametrize(
    ("marks", "needs"),
    [
        ('@pytest.mark.needs("threads")', {"threads"}),
        ('@pytest.mark.needs("threads", "posix")', {"threads", "posix"}),
        ('@pytest.mark.needs("threads")\n@pytest.mark.needs("posix")', {"threads", "posix"}),
        ('@pytest.mark.parametrize("n", [1])', set()),
        ("@other", set()),
    ],
)
def test_needs_of_a_check(read: Read, marks: str, needs: set[str]) -> None:
    """What a check needs is what its marks say."""
    (spec,) = read(f"{marks}\ndef test_a(n): pass\n")

    assert spec.needs == needs


@pytest.mark.parametrize(
    "mark",
    [
        'pytestmark = pytest.mark.needs("process")',
        'pytestmark = [pytest.mark.other("x"), pytest.mark.needs("process")]',
    ],
)
def test_needs_of_a_module(read: Read, mark: str) -> None:
    """What the whole module needs, each check needs, beside its own."""
    first, second = read(f'{mark}\ndef test_a(): pass\n@pytest.mark.needs("posix")\ndef test_b(): pass\n')

    assert first.needs == {"process"}
    assert second.needs == {"process", "posix"}


def test_parametrised_check(read: Read) -> None:
    """A check with parameters is one check; its line is that of the function."""
    (spec,) = read('@pytest.mark.parametrize("n", [1, 2])\ndef test_a(n):\n    """T."""\n')

    assert (spec.test, spec.title, spec.line) == ("test_a", "T.", 2)


def test_missing_file(tmp_path: Path) -> None:
    """A suite that is not there is named."""
    with pytest.raises(CourseError, match=r"The suite `test_a.py` cannot be read"):
        read_suite(tmp_path / "test_a.py")


def test_syntax_error(read: Read) -> None:
    """A suite that is not Python is named with its line."""
    with pytest.raises(CourseError, match="The suite is not Python") as caught:
        read("x = 1\ndef test_a(\n")

    assert caught.value.line == 2


def test_not_utf8(tmp_path: Path) -> None:
    """A suite in another encoding is named."""
    path = tmp_path / "test_a.py"
    path.write_bytes(b"# \xe9\n")
    with pytest.raises(CourseError, match="UTF-8"):
        read_suite(path)
