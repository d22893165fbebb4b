"""Sends jobs to worker processes, watches them, and brings back exactly one report per submission."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

from prodready.errors import CourseError
from prodready.grading.jobs import by_exercise, make_job
from prodready.grading.node import node_command
from prodready.model import CheckResult, Report, Submission
from prodready.report import report_from_data
from prodready.suitefile import read_suite
from prodready.words import say

SILENCE = {"local": 90.0, "split": 90.0, "node": 120.0, "simulated": 60.0}
"""Seconds without a message after which a worker is given up, by runtime: beyond the worst file of the course."""

Progress = Callable[[Report], None]


class GradingError(CourseError):
    """A worker could not do its work; no verdict follows from that."""


def run(
    submissions: Sequence[Submission],
    runtime: str = "local",
    *,
    seed: str = "0",
    jobs: int = 0,
    stop_at_first: bool = False,
    progress: Progress = lambda report: None,
) -> list[Report]:
    """Grade submissions.

    Args:
        submissions: To any exercises.
        runtime: `local`, `split`, `node`, or `simulated` (in a native process on simulated time and network).
        seed: Of the suites' random values.
        jobs: Worker processes at once; 0 takes two for each processor, at most 8: most of them
            wait, because that is what faults make programs do. Node always uses one.
        stop_at_first: Skip the checks after the first that does not hold.
        progress: Called with each report as it arrives, from another thread.

    Returns:
        One report per submission, in the order of `submissions`.

    Raises:
        GradingError: If a worker breaks for a reason that is not the submission's.
    """
    if not submissions:
        return []
    count = jobs or min((os.cpu_count() or 1) * 2, 8)
    batches = [list(submissions)] if runtime == "node" else _batches(submissions, count)
    found: dict[tuple[str, str], Report] = {}

    def work(batch: list[Submission]) -> None:
        for report in _grade_batch(batch, runtime, seed, stop_at_first, progress):
            found[report.key, report.label] = report

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(work, batches))
    return [found[s.exercise.key, s.label] for s in submissions]


def _batches(submissions: Sequence[Submission], count: int) -> list[list[Submission]]:
    """Parts of similar size that keep an exercise's submissions together where possible."""
    size = max(4, -(-len(submissions) // (count * 3)))
    parts: list[list[Submission]] = []
    for group in by_exercise(submissions).values():
        parts += [group[i : i + size] for i in range(0, len(group), size)]
    return parts


def _grade_batch(
    batch: list[Submission], runtime: str, seed: str, stop_at_first: bool, progress: Progress
) -> list[Report]:
    """Grade a batch; a worker that dies or falls silent is replaced, and its submission reported as such."""
    reports: list[Report] = []
    left = list(batch)
    while left:
        worker = Worker(make_job(left, runtime, seed, stop_at_first=stop_at_first), runtime)
        done, current, why = worker.collect(progress)
        reports += done
        graded = {(r.key, r.label) for r in done}
        left = [s for s in left if (s.exercise.key, s.label) not in graded]
        if why and current:
            lost = next(s for s in left if (s.exercise.key, s.label) == current)
            reports.append(_lost_report(lost, why, seed))
            left.remove(lost)
        elif left and not done:
            raise GradingError(f"The worker for `{runtime}` did not start: {why}", hint=worker.last_words())
    return reports


def _lost_report(submission: Submission, why: str, seed: str) -> Report:
    """The report of a submission that took its worker with it."""
    specs = read_suite(submission.exercise.suite)
    checks = tuple(CheckResult(spec.test, spec.title, "timed out", observed=why) for spec in specs)
    return Report(submission.exercise.key, submission.label, checks, headline=why, seed=seed)


class Worker:
    """One worker process at work on one job."""

    def __init__(self, job: dict[str, Any], runtime: str) -> None:
        self.runtime = runtime
        command = node_command() if runtime == "node" else [sys.executable, "-B", "-m", "prodready.grading.worker"]
        environment = {n: v for n, v in os.environ.items() if not n.startswith("PYTEST_")} | {"PYTHONUTF8": "1"}
        self._stderr: list[str] = []
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True, encoding="utf-8"
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._readers = [threading.Thread(target=target, daemon=True) for target in (self._read, self._listen)]
        for reader in self._readers:
            reader.start()
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(job))
            self._process.stdin.close()
        except BrokenPipeError:
            pass  # its last words say why

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _listen(self) -> None:
        assert self._process.stderr
        for line in self._process.stderr:
            self._stderr = [*self._stderr[-30:], line]

    def last_words(self) -> str:
        """The end of what it wrote to stderr."""
        return "".join(self._stderr)[-3000:]

    def collect(self, progress: Progress) -> tuple[list[Report], tuple[str, str] | None, str]:
        """Read until the worker ends.

        Returns:
            The reports; the submission (key, label) that it was at when it failed, if it did; and why it failed.
        """
        reports: list[Report] = []
        current: tuple[str, str] | None = None
        why = ""
        end = monotonic() + SILENCE[self.runtime]
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, end - monotonic()))
            except queue.Empty:
                why = say("grading.silent", seconds=round(SILENCE[self.runtime]))
                break
            end = monotonic() + SILENCE[self.runtime]
            if line is None:
                why = say("grading.died")
                break
            message = _message(line)
            if "begin" in message:
                current = (message["begin"]["key"], message["begin"]["label"])
            elif "report" in message:
                reports.append(report_from_data(message["report"]))
                current = None
                progress(reports[-1])
            elif "broken" in message:
                self.stop()
                raise GradingError(f"The suite of `{message['broken']['key']}` cannot be run: {message['broken']['why']}", hint=self.last_words())
            elif "end" in message or "retire" in message:
                break
        self.stop()
        return reports, current, why

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for reader in self._readers:
            reader.join(5)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()


def _message(line: str) -> dict[str, Any]:
    """A message of a worker; what else a runtime prints is ignored."""
    if not line.startswith("{"):
        return {}
    try:
        return dict(json.loads(line))
    except ValueError:
        return {}


