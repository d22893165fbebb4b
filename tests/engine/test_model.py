"""What a report says about itself."""

from __future__ import annotations

import pytest

from prodready.errors import CourseError, MissingExtra
from prodready.model import CheckResult, Report, Verdict


def report(*verdicts: Verdict, headline: str = "") -> Report:
    return Report("k", "l", tuple(CheckResult(f"test_{n}[a]", "T.", v) for n, v in enumerate(verdicts)), headline)


@pytest.mark.parametrize(
    ("verdicts", "accepted"),
    [
        (("passed", "passed"), True),
        (("passed", "not run here"), True),
        (("not run here",), False),
        ((), False),
        (("passed", "failed"), False),
        (("passed", "timed out"), False),
        (("passed", "error"), False),
        (("passed", "not reached"), False),
    ],
)
def test_accepted(verdicts: tuple[Verdict, ...], accepted: bool) -> None:
    """Accepted is what passes every check that can run here, and at least one."""
    assert report(*verdicts).accepted is accepted


def test_not_loaded() -> None:
    """A file that cannot be loaded is not accepted, whatever its checks say."""
    assert not report("passed", headline="It cannot be loaded.").accepted


def test_counts() -> None:
    """How many checks hold, and how many could run."""
    found = report("passed", "failed", "not run here")

    assert (found.held, found.ran) == (1, 2)


def test_broken() -> None:
    """Only an error is the course's fault."""
    assert report("passed", "error").broken
    assert not report("failed", "timed out", "not reached").broken


def test_name_without_parameters() -> None:
    """Rejected files name checks without parameters."""
    assert CheckResult("test_outage[a[0]]", "T.", "passed").test == "test_outage"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({}, "A fact.\n  Do this."),
        ({"path": "a.py"}, "a.py: A fact.\n  Do this."),
        ({"path": "a.py", "line": 3}, "a.py:3: A fact.\n  Do this."),
        ({"line": 3}, "A fact.\n  Do this."),
    ],
)
def test_message(place: dict[str, str | int], text: str) -> None:
    """A message is the place, the fact, and what to do."""
    assert str(CourseError("A fact.", **place, hint="Do this.")) == text  # type: ignore[arg-type]


def test_missing_extra() -> None:
    """A missing package comes with the line to type."""
    assert 'pip install -e ".[author]"' in str(MissingExtra("cosmic-ray", "author"))
