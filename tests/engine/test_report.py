"""From results to what a learner reads."""

from __future__ import annotations

import json

import pytest

from prodready.model import CheckResult, Report
from prodready.report import (
    MAX_LINES,
    WIDTH,
    check_text,
    count_by_verdict,
    headline_text,
    report_from_data,
    report_to_data,
)

FAILED = CheckResult(
    "test_outage[503]",
    "An outage is told from a refusal.",
    "failed",
    symptom="Shipping is free.",
    expected="Outage",
    observed="it returned {}",
    where="fetch.py, line 12: return {}",
    hints=("Look at the status.", "A 503 is no answer."),
)


def long(words: int) -> str:
    return " ".join(f"word{n}" for n in range(words))


def test_order_of_the_parts() -> None:
    """Name, symptom, expected, observed, own line and one hint, in this order."""
    lines = check_text(FAILED, "lesson3/fetch").splitlines()

    assert lines == [
        "An outage is told from a refusal.",
        "",
        "  at 3 a.m.  Shipping is free.",
        "  expected   Outage",
        "  observed   it returned {}",
        "  your line  fetch.py, line 12: return {}",
        "",
        "  Hint 1 of 2: Look at the status.",
        "  The next hint: prodready hint lesson3/fetch",
    ]


def test_without_a_key() -> None:
    """Where no command can follow, no command is named."""
    assert "prodready hint" not in check_text(FAILED)


def test_only_hint() -> None:
    """After the only hint there is no next one."""
    assert "next hint" not in check_text(CheckResult("a", "A.", "failed", hints=("Look.",)), "lesson3/fetch")


def test_empty_fields() -> None:
    """What is not known takes no line."""
    assert check_text(CheckResult("a", "A.", "failed", observed="3")) == "A.\n\n  observed   3"


def test_error_of_the_course() -> None:
    """When the course is at fault, neither symptom nor hint is shown."""
    text = check_text(CheckResult("a", "A.", "error", symptom="No.", reason="KeyError: 'x'", hints=("No.",)))

    assert text == "A.\n\n  course error KeyError: 'x'"


@pytest.mark.parametrize("field", ["symptom", "expected", "observed", "where"])
def test_long_field(field: str) -> None:
    """A field is wrapped under itself, and cut after four lines."""
    lines = check_text(CheckResult("a", "A.", "failed", **{field: long(300)})).splitlines()  # type: ignore[arg-type]

    assert len(lines) == 2 + 4
    assert all(line.startswith(" " * 13) for line in lines[3:])
    assert lines[-1].endswith(" …")


def test_text_with_newlines() -> None:
    """A value with newlines does not leave its field."""
    assert check_text(CheckResult("a", "A.", "failed", observed="one\ntwo")).endswith("  observed   one two")


@pytest.mark.parametrize("key", ["", "lesson3/fetch"])
@pytest.mark.parametrize("words", [10, 100, 1000])
def test_never_more_than_its_lines(words: int, key: str) -> None:
    """However long its texts are, a check takes at most 25 lines, none wider than the terminal is expected to be."""
    text = long(words)
    check = CheckResult("a", "A.", "failed", text, text, text, text, "", (text, "More."))
    lines = check_text(check, key).splitlines()

    assert len(lines) <= MAX_LINES
    assert max(map(len, lines)) <= WIDTH + 2
    assert not key or lines[-1] == "  The next hint: prodready hint lesson3/fetch"


def test_long_word() -> None:
    """A value without spaces is broken at the edge."""
    lines = check_text(CheckResult("a", "A.", "failed", observed="x" * 200)).splitlines()

    assert max(map(len, lines)) <= WIDTH


def test_headline() -> None:
    """A file that cannot be loaded: that, the line, and nothing else."""
    assert headline_text("It cannot be loaded.", "a.py, line 1") == "It cannot be loaded.\n  your line  a.py, line 1"


def test_endless_headline() -> None:
    """An endless message of an import does not fill the terminal, and the line is still there."""
    lines = headline_text(long(5000), "a.py, line 1").splitlines()

    assert len(lines) == MAX_LINES
    assert lines[-1] == "  your line  a.py, line 1"


def test_round_trip() -> None:
    """A report survives JSON with every field."""
    report = Report(
        "lesson3/fetch", "yours", (FAILED, CheckResult("b", "B.", "passed", seconds=0.5)), "H", "W", "7", 1.5
    )

    assert report_from_data(json.loads(json.dumps(report_to_data(report)))) == report


def test_counts() -> None:
    """Verdicts are counted; those that did not occur are left out."""
    checks = [CheckResult("a", "A.", verdict) for verdict in ("passed", "failed", "passed")]

    assert count_by_verdict(checks) == {"passed": 2, "failed": 1}
