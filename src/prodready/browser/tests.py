"""Runs the reader's own tests with pytest: its real output, and one event for each test."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from typing import Any

import pytest

from prodready.browser.stage import Emit, Stage
from prodready.kit.host.clock import Stuck
from prodready.words import say

TEST_LIMIT_S = 600.0
"""Simulated seconds that one test may wait."""

_MISSING = ("debugging", "junitxml", "pastebin", "stepwise", "legacypath", "setuponly")
_UNWANTED = ("cacheprovider", "faulthandler", "threadexception", "unraisableexception", "prodready", "anyio")


class Counter:
    """Counts outcomes, and gives every test its own span of simulated time."""

    def __init__(self, stage: Stage, emit: Emit) -> None:
        self._stage, self._emit = stage, emit
        self.counts: dict[str, int] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """A wait that outlives the limit ends this test, and not those after it."""
        with self._stage.world.running(TEST_LIMIT_S):
            try:
                return (yield)
            except Stuck:
                place = self._stage.where(self._stage.world.stuck)
                pytest.fail(say("playground.waits", place=place), pytrace=False)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell what became of a test."""
        if report.when == "call" or report.outcome != "passed":
            self.counts[report.outcome] = self.counts.get(report.outcome, 0) + 1
            self._emit({"test": {"name": report.nodeid, "outcome": report.outcome}})


def run(request: dict[str, Any], emit: Emit) -> None:
    """Run every `test_*.py` among the files.

    Args:
        request: `files` (name -> text).
        emit: Gets `{"output": ...}` with what pytest prints, `{"test": {"name", "outcome"}}` after each test, and in the end
            `{"tests": {"status", "counts"}}`: pytest's exit status, and how many tests had which outcome.

    Raises:
        CourseError: If a name of a file leads out of the folder.
    """
    stage = Stage(request["files"], emit)
    counter = Counter(stage, emit)
    try:
        with stage.entered():
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
            status = pytest.main(_options(str(stage.folder)), plugins=[counter])
        emit({"tests": {"status": int(status), "counts": counter.counts}})
    finally:
        stage.close()


def _options(folder: str) -> list[str]:
    missing = _MISSING if sys.platform == "emscripten" else ()
    blocked = [part for name in (*missing, *_UNWANTED) for part in ("-p", f"no:{name}")]
    return [*blocked, "--rootdir", folder, "--color=no", "--capture=sys", folder]
