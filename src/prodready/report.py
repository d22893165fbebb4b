"""From results to what a learner reads. Runs in the browser too."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from prodready.model import CheckResult, Report
from prodready.words import say

WIDTH = 96
MAX_LINES = 25
"""Lines that one check may take on a terminal."""


def check_to_data(check: CheckResult) -> dict[str, Any]:
    """JSON data; `check_from_data` is the way back."""
    return asdict(check)


def check_from_data(data: dict[str, Any]) -> CheckResult:
    """The way back from `check_to_data`."""
    return CheckResult(**{**data, "hints": tuple(data["hints"])})


def report_to_data(report: Report) -> dict[str, Any]:
    """JSON data; `report_from_data` is the way back."""
    return asdict(report)


def report_from_data(data: dict[str, Any]) -> Report:
    """The way back from `report_to_data`."""
    return Report(**{**data, "checks": tuple(check_from_data(check) for check in data["checks"])})


def check_text(check: CheckResult, key: str = "") -> str:
    """What a learner reads about a check that does not hold: symptom, expected and observed, own line, one hint.

    Args:
        check: The result.
        key: The exercise, for the line that says how to see the next hint; without it that line is left out.
    """
    if check.verdict == "error":
        return "\n".join([check.title, "", *_field("check.broken", check.reason)])
    lines = [check.title, ""]
    lines += _field("check.symptom", check.symptom)
    lines += _field("check.expected", check.expected)
    lines += _field("check.observed", check.observed)
    lines += _field("check.where", check.where)
    if check.hints:
        hint = say("check.hint", number=1, count=len(check.hints), text=check.hints[0])
        more = ["  " + say("check.next_hint", key=key)] if key and len(check.hints) > 1 else []
        room = MAX_LINES - len(more)
        lines = [*lines, "", *_wrap(hint, "  ", "  ")][:room] + more
    return "\n".join(lines[:MAX_LINES])


def headline_text(report_headline: str, where: str) -> str:
    """What a learner reads when their file cannot be loaded: that, and nothing else."""
    field = _field("check.where", where)
    return "\n".join([*_wrap(report_headline, "", "  ")[: MAX_LINES - len(field)], *field])


def _field(word: str, text: str) -> list[str]:
    """`name      text`, wrapped under itself and cut after four lines."""
    if not text:
        return []
    label = f"  {say(word):<10} "
    lines = _wrap(text, label, " " * len(label))
    return lines if len(lines) <= 4 else [*lines[:3], lines[3].rstrip() + " …"]


def _wrap(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, replace_whitespace=True
    ) or [first.rstrip()]


def count_by_verdict(checks: Iterable[CheckResult]) -> dict[str, int]:
    """How many checks ended in each verdict; verdicts that did not occur are left out."""
    counts: dict[str, int] = {}
    for check in checks:
        counts[check.verdict] = counts.get(check.verdict, 0) + 1
    return counts
