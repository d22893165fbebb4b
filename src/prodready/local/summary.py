"""The end of a learner's run: what holds, the first thing to mend, what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from prodready.catalog import Course
from prodready.local.nodes import exercise_of
from prodready.model import CheckResult, Report
from prodready.report import check_from_data, check_text, headline_text
from prodready.words import say

PYTEST_DEFAULT = "fE"
"""pytest's default for `-r`."""


@dataclass
class _Seen:
    """What has arrived about one exercise."""

    tree: str = "exercises"
    headline: str = ""
    where: str = ""
    checks: dict[str, CheckResult] = field(default_factory=dict)


class Summary:
    """Collects results and writes the last section.

    Attributes:
        notes: Further messages, such as a progress file that could not be written.
        seen: Whether any result has arrived.
    """

    def __init__(self, course: Course, seed: str) -> None:
        self.course, self.seed = course, seed
        self.notes: list[str] = []
        self._seen: dict[str, _Seen] = {}
        self._exercises: set[str] = set()
        self._only_checks = False

    @property
    def seen(self) -> bool:
        """See the class."""
        return bool(self._seen)

    def expect(self, checks: list[Any], all_items: int) -> None:
        """Learn what will run: several exercises at once get one failure each in full."""
        self._exercises = {node.located.exercise.key for item in checks if (node := exercise_of(item))}
        self._only_checks = bool(checks) and len(checks) == all_items

    def add(self, nodeid: str, data: dict[str, Any]) -> None:
        """Take one result."""
        check = check_from_data(data["check"])
        seen = self._seen.setdefault(data["key"], _Seen(data["tree"]))
        seen.headline, seen.where = data["headline"], data["where"]
        seen.checks[check.id] = check

    def reports(self) -> list[Report]:
        """The learner's own exercises; runs of the reference solutions are nobody's progress."""
        return [
            Report(key, "yours", tuple(seen.checks.values()), seen.headline, seen.where, self.seed)
            for key, seen in self._seen.items()
            if seen.tree == "exercises"
        ]

    def shorten(self, config: pytest.Config) -> None:
        """With several exercises, leave pytest's own list of failures to this summary."""
        if self._is_brief() and config.get_verbosity() == 0:
            config.option.tbstyle = "no"

    def _is_brief(self) -> bool:
        return self._only_checks and len(self._exercises or self._seen) > 1

    def write(self, reporter: Any) -> None:
        """The section itself."""
        if not self._seen:
            return
        brief = reporter.config.option.tbstyle == "no"
        if self._only_checks and reporter.config.getoption("reportchars", PYTEST_DEFAULT) == PYTEST_DEFAULT:
            reporter.reportchars = reporter.reportchars.replace("f", "")
        reporter.section(say("summary.section"))
        for key, seen in self._seen.items():
            self._write_exercise(reporter, key, seen, brief)
        for note in self.notes:
            reporter.write_line(note)

    def _write_exercise(self, reporter: Any, key: str, seen: _Seen, brief: bool) -> None:
        exercise = self.course.exercise(key)
        rows = _rows(seen.checks.values())
        held = sum(row.verdict == "passed" for row in rows)
        skipped = sum(row.verdict == "not run here" for row in rows)
        line = say("summary.line", key=key, title=exercise.title, held=held, count=len(rows))
        if skipped:
            line += ", " + say("summary.not_run", count=skipped)
        good = held + skipped == len(rows)
        reporter.write_line(line, green=good, red=not good, bold=True)
        if seen.headline:
            for text in headline_text(seen.headline, seen.where).splitlines():
                reporter.write_line(f"  {text}")
        elif good:
            reporter.write_line("  " + say("summary.all_hold", next=self._next(key)))
        else:
            self._write_rows(reporter, key, rows, seen, brief)
        reporter.write_line("")

    def _write_rows(self, reporter: Any, key: str, rows: list[CheckResult], seen: _Seen, brief: bool) -> None:
        for row in rows:
            text = say("summary.row", state=say(f"verdict.{row.verdict}"), title=row.title)
            reporter.write_line(f"  {text}", green=row.verdict == "passed", red=row.verdict in ("failed", "timed out"))
        first = next((c for c in seen.checks.values() if c.verdict in ("failed", "timed out", "error")), None)
        if brief and first:
            reporter.write_line("")
            reporter.write_line("  " + say("summary.first") + ":")
            for text in check_text(first, key).splitlines():
                reporter.write_line(f"    {text}".rstrip())
        elif first:
            reporter.write_line("  " + say("summary.hint", key=key))

    def _next(self, key: str) -> str:
        keys = [exercise.key for exercise in self.course.exercises]
        later = keys[keys.index(key) + 1 :]
        if not later:
            return say("summary.next_done")
        exercise = self.course.exercise(later[0])
        return say("summary.next_exercise", path=f"exercises/{exercise.lesson}/{exercise.filename}")


def _rows(checks: Any) -> list[CheckResult]:
    """One row per check function: its worst result, with a count when it ran for several values."""
    groups: dict[str, list[CheckResult]] = {}
    for check in checks:
        groups.setdefault(check.test, []).append(check)
    rows = []
    for group in groups.values():
        worst = next((c for c in group if c.verdict not in ("passed", "not run here")), group[0])
        held = sum(c.verdict == "passed" for c in group)
        title = worst.title
        if 0 < held < len(group):
            title = say("summary.share", title=title, held=held, count=len(group))
        rows.append(CheckResult(worst.id, title, worst.verdict))
    return rows
