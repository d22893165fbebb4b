"""One worker process: starts it, reads its messages, and notices when it dies or falls silent."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from prodready.errors import CourseError
from prodready.grading.node import node_command
from prodready.model import CheckResult, Report
from prodready.report import check_from_data, report_from_data
from prodready.words import say

SILENCE = {"local": 90.0, "split": 90.0, "node": 120.0, "simulated": 60.0}
"""Seconds without a message after which a worker is given up, by runtime: beyond the worst file of the course."""

SIMULATED = ("node", "simulated")
"""Runtimes whose time does not pass by itself: whatever else runs, their verdicts are the same."""

LOW_PRIORITY = 10
"""As `nice` gives it."""

LAST_WORDS = 3000
"""Characters of stderr that are kept."""

Progress = Callable[[Report], None]


class GradingError(CourseError):
    """A worker could not do its work; no verdict follows from that."""


@dataclass
class Unfinished:
    """A submission that a worker has begun and not reported.

    Args:
        key: The exercise.
        label: The submission.
        checks: Names of the suite's checks with their parameters.
        loaded: Whether the submission could be imported.
        done: Results so far.
    """

    key: str
    label: str
    checks: tuple[str, ...]
    loaded: bool = False
    done: list[CheckResult] = field(default_factory=list)


@dataclass
class Harvest:
    """What a worker has brought.

    Args:
        reports: One for each submission that it finished.
        at: What it was at when it ended too early.
        why: Why that was, in words for the learner; empty if it ended in order.
        silent: Whether it was still running, and was given up.
    """

    reports: list[Report] = field(default_factory=list)
    at: Unfinished | None = None
    why: str = ""
    silent: bool = False


class Worker:
    """One worker process at work on one job."""

    def __init__(self, job: dict[str, Any], runtime: str) -> None:
        self.runtime = runtime
        self._suites = {exercise["key"]: exercise["suite"] for exercise in job["exercises"]}
        command = node_command() if runtime == "node" else [sys.executable, "-B", "-m", "prodready.grading.worker"]
        environment = {n: v for n, v in os.environ.items() if not n.startswith("PYTEST_")} | {"PYTHONUTF8": "1"}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
        if runtime in SIMULATED:
            _let_others_first(self._process.pid)
        self._stderr = b""
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._readers = [threading.Thread(target=target, daemon=True) for target in (self._read, self._listen)]
        for reader in self._readers:
            reader.start()
        assert self._process.stdin
        with contextlib.suppress(OSError):  # if it is gone already, its last words say why
            self._process.stdin.write(json.dumps(job).encode())
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _listen(self) -> None:
        """Never in lines, never as text: learner code writes here, too."""
        assert self._process.stderr
        while data := self._process.stderr.read1():  # type: ignore[attr-defined]
            self._stderr = (self._stderr + data)[-4 * LAST_WORDS :]

    def last_words(self) -> str:
        """The end of what it wrote to stderr."""
        return self._stderr.decode("utf-8", errors="replace")[-LAST_WORDS:].strip()

    def collect(self, progress: Progress) -> Harvest:
        """Read until the worker ends, or has to be ended.

        Raises:
            GradingError: If a suite cannot be run.
        """
        found = Harvest()
        try:
            while not found.why:
                message = self._next(found)
                if "end" in message or "retire" in message:
                    break
                self._take(message, found, progress)
        finally:
            self.stop()
        return found

    def _next(self, found: Harvest) -> dict[str, Any]:
        """The next message; a last empty one if none will come."""
        patience = SILENCE[self.runtime]
        end = monotonic() + patience
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, end - monotonic()))
            except queue.Empty:
                found.why, found.silent = say("grading.silent", seconds=round(patience)), True
                return {}
            if line is None:
                found.why = say("grading.died")
                return {}
            if message := _message(line):
                return message

    def _take(self, message: dict[str, Any], found: Harvest, progress: Progress) -> None:
        if "begin" in message:
            found.at = Unfinished(**message["begin"])
        elif "loaded" in message and found.at:
            found.at.loaded = True
        elif "check" in message and found.at:
            found.at.done.append(check_from_data(message["check"]))
        elif "report" in message:
            found.reports.append(report_from_data(message["report"]))
            found.at = None
            progress(found.reports[-1])
        elif "broken" in message:
            self.stop()
            key, why = message["broken"]["key"], message["broken"]["why"]
            hint = "\n\n".join(["Mend the suite.", *filter(None, [self.last_words()])])
            raise GradingError(f"The suite of `{key}` cannot be run: {why}", path=self._suites[key], hint=hint)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for reader in self._readers:
            reader.join(5)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()


def _let_others_first(pid: int) -> None:
    """Workers on real time, which may run beside this one, are to wake up when their waits are over."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, LOW_PRIORITY)


def _message(line: bytes) -> dict[str, Any]:
    """A message of a worker; what else a runtime prints is ignored."""
    if not line.startswith(b"{"):
        return {}
    try:
        return dict(json.loads(line))
    except ValueError:
        return {}
