"""The course inside a learner's pytest session: fixtures, verdicts, the watchdog, progress."""

from __future__ import annotations

import os
import random
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from prodready import progress
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.kit.fixtures import Kit
from prodready.kit.links import Link
from prodready.local.collect import Collection, leave_conftests_alone
from prodready.local.debugging import LearnerDebugger
from prodready.local.desk import Desk
from prodready.local.nodes import exercise_of
from prodready.local.summary import Summary
from prodready.local.watchdog import Watchdog
from prodready.model import CheckResult
from prodready.report import check_text, check_to_data, headline_text
from prodready.words import say


def register(config: pytest.Config, place: Path) -> None:
    """Take over the trees of the course that `place` lies in.

    Raises:
        pytest.UsageError: If the course cannot be read.
    """
    try:
        course = Course.require(place)
        course.exercises  # noqa: B018  read now, so that a damaged file is one clear message
    except CourseError as error:
        raise pytest.UsageError(str(error)) from error
    leave_conftests_alone(config, course)
    config.pluginmanager.register(CoursePlugin(config, course), "prodready-course")


class CoursePlugin(Kit):
    """Everything between collection and summary."""

    def __init__(self, config: pytest.Config, course: Course) -> None:
        seed = config.getoption("prodready_seed", "") or str(random.randrange(10**6))
        super().__init__(self._link_of, seed)
        self.course, self.config = course, config
        self.collection = Collection(course)
        config.pluginmanager.register(self.collection, "prodready-collection")
        self.on_worker = hasattr(config, "workerinput")
        self.summary = Summary(course, seed)
        self.desk = Desk(lambda: self.current, self._watch, debug=False)
        self.watchdog: Watchdog | None = None
        self.status = 0
        self.threads_before = set(threading.enumerate())

    def _watch(self, seconds: float) -> None:
        if self.watchdog:
            self.watchdog.watch(seconds)

    def _link_of(self, item: Any) -> Link:
        node = exercise_of(item)
        assert node is not None
        return self.desk.require(node.located)

    def _is_check(self, item: pytest.Item) -> bool:
        return exercise_of(item) is not None

    # ---- the session

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Options that depend on others."""
        config.addinivalue_line("markers", "needs(*what): what a check must have: threads, process, sockets, signals")
        config.option.prodready_seed = self.seed
        config.option.continue_on_collection_errors = True
        config.args[:] = self.collection.point_at_folders(config.args, config.invocation_params.dir)
        if config.getoption("usepdb", False):
            self.desk = Desk(lambda: self.current, lambda seconds: None, debug=True)
            LearnerDebugger.replace(config, self)

    def pytest_report_header(self) -> str:
        """How to repeat this run's values."""
        return say("summary.header", seed=self.seed)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Start the watchdog, while descriptor 2 is still the terminal."""
        checks = [item for item in session.items if self._is_check(item)]
        self.summary.expect(checks, all_items=len(session.items))
        debugging = self.config.getoption("usepdb", False)
        if checks and not debugging and not self.config.getoption("collectonly", False):
            self.watchdog = Watchdog()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Say what is about to run."""
        node = exercise_of(item)
        if node is not None and self.watchdog:
            exercise = node.located.exercise
            title = (item.function.__doc__ or item.name).partition("\n")[0]  # type: ignore[attr-defined]
            self.watchdog.begin_check(exercise.key, title, node.located.submission.path, exercise.filename)
        super().pytest_runtest_setup(item)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """The learner's words instead of the suite's source; the result as data, for every process that wants it."""
        report = yield from super().pytest_runtest_makereport(item, call)
        node = exercise_of(item)
        if node is None:
            return report
        result = self.results.get(item.name)
        ended = report.when == "call" or report.outcome != "passed"
        if result is None or not ended:
            return report
        opened = self.desk.opened
        report.prodready = {
            "key": node.located.exercise.key,
            "tree": node.located.tree,
            "check": check_to_data(result),
            "headline": opened.headline if opened else "",
            "where": opened.where if opened else "",
        }
        self._reword(report, node, result)
        if self.desk.runaway:
            item.session.shouldfail = say("watchdog.runaway", key=node.located.exercise.key, where=result.where)
        return report

    def _reword(self, report: Any, node: Any, result: CheckResult) -> None:
        report.sections = [section for section in report.sections if "teardown" in section[0]]
        if report.skipped:
            report.longrepr = (str(node.path), 1, f"Skipped: {result.reason}")
        elif report.failed:
            opened = self.desk.opened
            if opened and opened.headline:
                report.longrepr = headline_text(opened.headline, opened.where)
            else:
                report.longrepr = check_text(result, node.located.exercise.key)
                last = self.current.last if self.current else None
                printed = (last.stdout + last.stderr).strip().splitlines()[-6:] if last else []
                if printed:
                    report.sections.append((say("summary.printed"), "\n".join(line[:160] for line in printed)))

    def pytest_runtest_logreport(self, report: Any) -> None:
        """In the process that the learner sees, with or without xdist."""
        if hasattr(report, "prodready") and not self.on_worker:
            self.summary.add(report.nodeid, report.prodready)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Close the submission, keep the progress, call the watchdog off."""
        self.status = int(exitstatus)
        self.desk.close()
        if self.watchdog:
            self.watchdog.close()
            self.watchdog = None
        if not self.on_worker and self.summary.reports():
            try:
                progress.record(self.course, self.summary.reports())
            except CourseError as error:
                self.summary.notes.append(str(error))
        self.summary.shorten(self.config)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """What holds, what does not, what to do next."""
        self.summary.write(terminalreporter)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """Threads that learner code left would keep the process from ending."""
        left = [t for t in set(threading.enumerate()) - self.threads_before if not t.daemon and t.is_alive()]
        if left and self.summary.seen:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(self.status)

