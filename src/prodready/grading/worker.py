"""Grades many submissions in one process: natively, on simulated time, or inside Pyodide.

A job is plain data (see `prodready.grading.jobs`), and so is what is emitted: for each submission `begin`, `loaded`,
`check` for each check, and `report`; `retire` when a submission left the process unusable, `broken` when a suite cannot
be run. Whoever listens can tell from them which check a process was at when it died.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from prodready.kit.fixtures import Kit
from prodready.kit.links import Files, InfrastructureError, Link
from prodready.kit.session import Opened, open_submission
from prodready.kit.suites import session_options
from prodready.model import CheckResult, Report
from prodready.report import check_to_data, report_to_data
from prodready.suitefile import paragraphs
from prodready.words import say

Emit = Callable[[dict[str, Any]], None]
Data = dict[str, Any]


def open_link(runtime: str, files: Files) -> Link:
    """A link of the runtime; imports only what that runtime has."""
    if runtime == "split":
        from prodready.kit.links.split import Split

        return Split(files)
    if runtime in ("node", "simulated"):
        from prodready.kit.links.simulated import Simulated

        return Simulated(files)
    from prodready.kit.links.loopback import Loopback

    return Loopback(files)


class Loop(Kit):
    """Runs every check of one suite for one submission after the other, in a single pytest session."""

    def __init__(self, exercise: Data, runtime: str, seed: str, emit: Emit) -> None:
        super().__init__(lambda item: self.link, seed, fair=runtime in ("local", "split"))
        self.exercise, self.runtime, self.emit = exercise, runtime, emit
        self.link: Link
        self.retired = False
        self.problem = ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what is wrong with a suite that cannot be collected."""
        if report.failed:
            self.problem = report.longreprtext

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of pytest's own loop."""
        if self.problem:
            return True
        for submission in self.exercise["submissions"]:
            items = _chosen(session.items, submission.get("only"))
            names = [item.name for item in items]
            self.emit({"begin": {"key": self.exercise["key"], "label": submission["label"], "checks": names}})
            report = self._grade(items, submission)
            self.emit({"report": report_to_data(report)})
            if self.retired:
                break
        return True

    def _grade(self, items: list[pytest.Item], submission: Data) -> Report:
        started, self.results = monotonic(), {}
        given = {name: Path(path) for name, path in self.exercise["given"].items()}
        opened = None
        try:
            exercise, path = self.exercise, Path(submission["path"])
            named = (exercise["name"], exercise["limit_s"], exercise["importable"])
            files = Files(exercise["module"], path, given, *named)
            self.link = open_link(self.runtime, files)
            opened = open_submission(self.link, lambda: self.current)
            if not opened.headline:
                self.emit({"loaded": True})
                self._run_checks(items, submission.get("stop_at_first", False))
        except InfrastructureError as error:
            self.results = {item.name: _unjudged(item, "error", str(error)) for item in items}
        finally:
            self._close(opened)
        return self._report(items, submission, opened, monotonic() - started)

    def _run_checks(self, items: list[pytest.Item], stop_at_first: bool) -> None:
        for item in items:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            result = self.results[item.name]
            self.emit({"check": check_to_data(result)})
            if self._is_spoilt() or (stop_at_first and result.verdict in ("failed", "timed out")):
                break

    def _report(self, items: list[pytest.Item], submission: Data, opened: Opened | None, seconds: float) -> Report:
        reason = say("check.not_reached") if opened and opened.headline else say("check.stopped_before")
        checks = (self.results.get(item.name) or _unjudged(item, "not reached", reason) for item in items)
        return Report(
            key=self.exercise["key"],
            label=submission["label"],
            checks=tuple(checks),
            headline=opened.headline if opened else "",
            where=opened.where if opened else "",
            seed=self.seed,
            seconds=round(seconds, 3),
        )

    def _is_spoilt(self) -> bool:
        host = getattr(self.link, "host", None)
        return host is not None and host.runner.runaway

    def _close(self, opened: Opened | None) -> None:
        if opened is None:
            return
        self.retired = self._is_spoilt()
        self.link.close()


def _chosen(items: list[pytest.Item], only: list[str] | None) -> list[pytest.Item]:
    """The checks that a submission is graded with: all, or those with these names, such as `test_outage[503]`."""
    return items if only is None else [item for item in items if item.name in only]


def _unjudged(item: pytest.Item, verdict: Any, reason: str) -> CheckResult:
    title = paragraphs(item.function.__doc__ or item.name)[0]  # type: ignore[attr-defined]
    return CheckResult(item.name, title, verdict, reason=reason)


def run_job(job: Data, emit: Emit) -> None:
    """Grade everything in `job`, emitting as it goes."""
    for exercise in job["exercises"]:
        loop = Loop(exercise, job["runtime"], job["seed"], emit)
        options = session_options(Path(job["suites"]), in_pyodide=sys.platform == "emscripten")
        status = pytest.main([*options, exercise["suite"]], plugins=[loop])
        if loop.problem or status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            print(loop.problem, file=sys.stderr, flush=True)
            emit({"broken": {"key": exercise["key"], "why": _what_is_wrong(loop.problem, status)}})
            return
        if loop.retired:
            emit({"retire": exercise["key"]})
            return


def _what_is_wrong(problem: str, status: int) -> str:
    """The error at the end of pytest's account of a suite that cannot be collected."""
    if status == pytest.ExitCode.NO_TESTS_COLLECTED:
        return "it has no checks"
    errors = [line[1:].strip() for line in problem.splitlines() if line.startswith("E ")]
    return errors[-1] if errors else f"pytest ended with status {int(status)}"


@contextlib.contextmanager
def _private_output() -> Iterator[Emit]:
    """Where results go; whatever else is written to stdout goes to stderr from now on."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as channel:
        os.dup2(2, 1)

        def emit(message: dict[str, Any]) -> None:
            channel.write(json.dumps(message) + "\n")
            channel.flush()

        yield emit


def main() -> None:
    """Read a job from stdin, write one JSON object per line to stdout."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    job = json.loads(sys.stdin.buffer.read())
    with _private_output() as emit:
        run_job(job, emit)
        emit({"end": True})
    sys.stderr.flush()
    os._exit(0)  # threads that submissions left must not keep the process


if __name__ == "__main__":
    main()
