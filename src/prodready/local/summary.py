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

Work = tuple[str, str]
"""(tree, key): the learner's own work and the reference solution may be graded in one run."""


@dataclass
class _Seen:
    """What has arrived about one piece of work.

    Attributes:
        expected: How many checks were to run; less than the number of results when that is not known.
        ids: All checks of the suite, whichever were chosen; empty when that is not known.
        printed: What the code had printed, by check.
    """

    expected: int = 0
    ids: tuple[str, ...] = ()
    headline: str = ""
    where: str = ""
    checks: dict[str, CheckResult] = field(default_factory=dict)
    printed: dict[str, list[str]] = field(default_factory=dict)


class Summary:
    """Collects results and writes the last section.

    Attributes:
        seed: Of the run's random values.
        notes: Further messages, such as a progress file that could not be written.
        others: Whether there is anything in the run beside checks of exercises.
    """

    def __init__(self, course: Course) -> None:
        self.course, self.seed = course, ""
        self.notes: list[str] = []
        self.others = False
        self._seen: dict[Work, _Seen] = {}

    def expect(self, checks: list[Any]) -> None:
        """Learn what will run."""
        for item in checks:
            node = exercise_of(item)
            assert node is not None
            work = (node.located.tree, node.located.exercise.key)
            seen = self._seen.setdefault(work, _Seen())
            seen.expected, seen.ids = seen.expected + 1, node.ids

    def add(self, report: Any) -> None:
        """Take one result, and mark it if it only repeats that the file cannot be loaded."""
        data = report.prodready
        check = check_from_data(data["check"])
        seen = self._seen.setdefault((data["tree"], data["key"]), _Seen())
        data["again"] = bool(data["headline"]) and bool(seen.checks)
        seen.headline, seen.where = data["headline"], data["where"]
        seen.checks[check.id] = check
        seen.printed[check.id] = data["printed"]

    def so_far(self, report: Any) -> tuple[str, str]:
        """Which work a report is about, and how it stands."""
        data = report.prodready
        return f"{data['tree']}/{data['key']}", self._line(data["key"], self._seen[data["tree"], data["key"]])

    def reports(self) -> list[Report]:
        """The learner's own exercises; runs of the reference solutions are nobody's progress."""
        return [
            Report(key, "yours", tuple(seen.checks.values()), seen.headline, seen.where, self.seed)
            for (tree, key), seen in self._seen.items()
            if tree == "exercises" and seen.checks
        ]

    def ids(self) -> dict[str, tuple[str, ...]]:
        """All checks of the suites of the learner's own exercises, by key, as far as they are known."""
        return {key: seen.ids for (tree, key), seen in self._seen.items() if tree == "exercises" and seen.ids}

    def shorten(self, config: pytest.Config) -> None:
        """With several exercises, leave pytest's own list of failures to this summary."""
        if self._is_brief() and config.get_verbosity() <= 0:
            config.option.tbstyle = "no"

    def _is_brief(self) -> bool:
        return not self.others and len(self._seen) > 1

    def write(self, reporter: Any) -> None:
        """The section itself."""
        if not any(seen.checks for seen in self._seen.values()):
            return
        brief = reporter.config.option.tbstyle == "no"
        if not self.others and reporter.config.getoption("reportchars", PYTEST_DEFAULT) == PYTEST_DEFAULT:
            reporter.reportchars = reporter.reportchars.replace("f", "").replace("E", "")
        reporter.section(say("summary.section"))
        for (tree, key), seen in self._seen.items():
            self._write_exercise(reporter, tree, key, seen, brief)
        for note in self.notes:
            reporter.write_line(note)
        if any(check.verdict == "failed" for seen in self._seen.values() for check in seen.checks.values()):
            reporter.write_line(say("summary.seed", seed=self.seed))

    def _line(self, key: str, seen: _Seen) -> str:
        rows = _rows(seen.checks.values())
        held = sum(row.verdict == "passed" for row in rows)
        line = say("summary.line", key=key, title=self.course.exercise(key).title, held=held, count=len(rows))
        skipped = sum(row.verdict == "not run here" for row in rows)
        if skipped:
            line += ", " + say("summary.not_run", count=skipped)
        if seen.expected > len(seen.checks):
            line += ", " + say("summary.missing", count=seen.expected - len(seen.checks))
        return line

    def _write_exercise(self, reporter: Any, tree: str, key: str, seen: _Seen, brief: bool) -> None:
        good = bool(seen.checks) and all(c.verdict in ("passed", "not run here") for c in seen.checks.values())
        line = self._line(key, seen)
        if tree != "exercises":
            line += f" ({say(f'summary.tree.{tree}')})"
        reporter.write_line(line, green=good, red=not good, bold=True)
        if seen.headline:
            for text in headline_text(seen.headline, seen.where).splitlines():
                reporter.write_line(f"  {text}")
        elif good and seen.expected <= len(seen.checks):
            if tree == "exercises":
                reporter.write_line("  " + say("summary.all_hold", next=self._next(key)))
        elif seen.checks:
            self._write_rows(reporter, key, seen, brief)
        reporter.write_line("")

    def _write_rows(self, reporter: Any, key: str, seen: _Seen, brief: bool) -> None:
        for row in _rows(seen.checks.values()):
            text = say("summary.row", state=say(f"verdict.{row.verdict}"), title=row.title)
            reporter.write_line(f"  {text}", green=row.verdict == "passed", red=row.verdict in ("failed", "timed out"))
        first = next((c for c in seen.checks.values() if c.verdict in ("failed", "timed out", "error")), None)
        if brief and first:
            lines = check_text(first, key).splitlines()
            if printed := seen.printed.get(first.id):
                lines += [f"  {say('summary.printed')}:", *(f"    {line}" for line in printed)]
            reporter.write_line("")
            reporter.write_line("  " + say("summary.first") + ":")
            for text in lines:
                reporter.write_line(f"    {text}".rstrip())
        elif first and first.verdict != "error":
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
