"""Makes pytest's reports say what a learner should read: never the suite's source, path or name."""

from __future__ import annotations

from typing import Any

from prodready.catalog import Located
from prodready.kit.outcome import Outcome
from prodready.kit.session import Opened
from prodready.local.nodes import ExerciseFile
from prodready.model import CheckResult
from prodready.report import MAX_LINES, check_text, check_to_data, headline_text
from prodready.suitefile import read_suite
from prodready.words import say

MAX_PRINTED = 6
MAX_WIDTH = 160


def reword(report: Any, node: ExerciseFile, result: CheckResult, opened: Opened | None, last: Outcome | None) -> None:
    """Give a report the learner's words, and attach the result as data that survives xdist.

    Args:
        report: pytest's.
        node: The learner's file.
        result: Of the check.
        opened: The submission.
        last: The latest outcome, for what was printed.
    """
    exercise = node.located.exercise
    headline, where = (opened.headline, opened.where) if opened else ("", "")
    if report.skipped:
        text = ""
        report.longrepr = (str(node.path), 1, f"Skipped: {result.reason}")
    elif report.failed:
        text = headline_text(headline, where) if headline else check_text(result, exercise.key)
        report.longrepr = text
    else:
        text = ""
    printed = _printed(last, MAX_LINES - len(text.splitlines()) - 1) if report.failed and not headline else []
    report.sections = [(say("summary.printed"), "\n".join(printed))] if printed else []
    report.prodready = {
        "key": exercise.key,
        "tree": node.located.tree,
        "check": check_to_data(result),
        "headline": headline,
        "where": where,
        "printed": printed,
    }


def _printed(last: Outcome | None, room: int) -> list[str]:
    """The last lines that learner code has written."""
    lines = (last.stdout + last.stderr).strip().splitlines() if last else []
    return [line[:MAX_WIDTH] for line in lines[-min(MAX_PRINTED, max(room, 0)) :]] if room > 0 else []


def crashed(report: Any, located: Located, test: str) -> None:
    """As `reword`, for the report that xdist makes when a check has ended its worker."""
    exercise = located.exercise
    titles = {spec.test: spec.title for spec in read_suite(exercise.suite)}
    result = CheckResult(test, titles.get(test.partition("[")[0], test), "timed out", observed=say("watchdog.worker"))
    report.longrepr = check_text(result, exercise.key)
    data = {"key": exercise.key, "tree": located.tree, "check": check_to_data(result)}
    report.prodready = {**data, "headline": "", "where": "", "printed": []}


def status(report: Any) -> tuple[str, str, str] | None:
    """Category, letter and word for pytest's own lines; None where pytest's are right."""
    data = getattr(report, "prodready", None)
    if data is None or not report.failed:
        return None
    if data["check"]["verdict"] == "error":
        return "error", "E", "ERROR"
    if data.get("again"):
        return say("summary.not_reached"), "n", say("summary.not_reached").upper()
    return ("failed", "F", "FAILED") if data["headline"] else None
