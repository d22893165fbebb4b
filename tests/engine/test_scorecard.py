"""Which check plays which fault, read from a suite's source."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodready.bundle import scorecard
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.kit import faults
from prodready.words import catalogue

COURSE = Course.require(Path(__file__).parent.parent.parent)


def played(folder: Path, source: str) -> dict[str, list[str]]:
    suite = folder / "test_x.py"
    suite.write_text(source, encoding="utf-8")
    return scorecard.faults_of(suite)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def test_a(faultserver):\n    faultserver(faults.hang())", {"hang": ["test_a"]}),
        ("ALL = [faults.reset()]\ndef test_a(faultserver):\n    faultserver(*ALL)", {"reset": ["test_a"]}),
        (
            "def hops():\n    return faults.redirect('/')\ndef test_a(faultserver):\n    faultserver(hops())",
            {"redirect": ["test_a"]},
        ),
        ("def test_a(faultserver):\n    faultserver()", {"refused": ["test_a"]}),
        ("NONE = []\ndef test_a(faultserver):\n    faultserver(*NONE)", {"refused": ["test_a"]}),
        ("def test_a(faultserver):\n    assert faultserver(faults.json(1)).requests == []", {}),
        ("def test_a(fake):\n    fake('x', y=Raises('OSError'))", {"raises": ["test_a"]}),
        ("def test_a(proc):\n    proc(closed=('stdout',))", {"closed": ["test_a"]}),
        ("def test_a(learner):\n    assert learner.call('f').value == []", {}),
    ],
)
def test_faults(tmp_path: Path, source: str, found: dict[str, list[str]]) -> None:
    """A fault is found where the check uses it, also through a constant or a helper; a good answer is none."""
    assert played(tmp_path, source) == found


def test_helper_that_may_raise(tmp_path: Path) -> None:
    """Of checks that share a helper, those play an error that hand over its class."""
    source = (
        "def shop(fake, error=None):\n    return fake('x', pay=Raises(error) if error else 1)\n"
        "def test_fine(fake):\n    assert 'Broken' not in shop(fake)\n"
        "def test_down(fake):\n    shop(fake, error='gateway.Down')\n"
    )
    assert played(tmp_path, source) == {"raises": ["test_down"]}


def test_unknown_fault(tmp_path: Path) -> None:
    """A fault without words on the page stops the build, with the place to add it."""
    with pytest.raises(CourseError, match="`earthquake`"):
        played(tmp_path, "def test_a():\n    faults.earthquake()")


def test_words_for_every_fault() -> None:
    """Each fault of the kit but whole answers has a row and words."""
    kit = {name for name, value in vars(faults).items() if getattr(value, "__module__", "") == faults.__name__}
    assert {name for name in kit if not name.startswith("_")} <= {*scorecard.FAULTS, "json", "reply"}
    assert catalogue()["scorecard"]["fault"].keys() == set(scorecard.FAULTS)


def test_real_course() -> None:
    """In the course itself, the checks named for a fault are those that play it."""
    found = scorecard.faults_of(COURSE.exercise("lesson3/deadline").suite)
    assert found["drip"] == ["test_drip", "test_answer_in_pieces"]
    assert found["hang"] == ["test_silence", "test_nothing_goes_on"]
    rows = scorecard.read_rows(COURSE)
    assert [(task.number, task.key) for task in rows[2].tasks][:2] == [
        ("3.1", "lesson3/fetch"),
        ("3.2", "lesson3/deadline"),
    ]
