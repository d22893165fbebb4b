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
from prodready.kit.host.runner import OURS
from prodready.kit.links import Link
from prodready.local import reports
from prodready.local.collect import Collection, leave_conftests_alone
from prodready.local.debugging import LearnerDebugger, debugger_attached
from prodready.local.desk import Desk
from prodready.local.nodes import exercise_of, title_of
from prodready.local.summary import Summary
from prodready.local.watchdog import Watchdog
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
        super().__init__(self._link_of, seed="")
        self.course, self.config = course, config
        self.collection = Collection(course)
        config.pluginmanager.register(self.collection, "prodready-collection")
        self.on_worker = hasattr(config, "workerinput")
        self.summary = Summary(course)
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

    def _is_spoilt(self) -> bool:
        return self.desk.runaway

    # ---- the session

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Options that depend on others."""
        config.addinivalue_line("markers", "needs(*what): what a check must have: threads, process, sockets, signals")
        # Options are complete only now; workers of xdist get this one's value.
        self.seed = config.option.prodready_seed = config.option.prodready_seed or str(random.randrange(10**6))
        self.summary.seed = self.seed
        here = config.invocation_params.dir
        if self.collection.owns_any(config.args, here):
            config.option.continue_on_collection_errors = True
        config.args[:] = self.collection.point_at_folders(config.args, here)
        if config.getoption("usepdb", False):
            LearnerDebugger.replace(config, self)
        if config.getoption("usepdb", False) or debugger_attached():
            self.desk = Desk(lambda: self.current, lambda seconds: None, debug=True)

    def pytest_report_header(self) -> str:
        """How to repeat this run's values."""
        return say("summary.header", seed=self.seed)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """What cannot be collected has to be seen."""
        self.summary.others |= report.failed

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Start the watchdog, while descriptor 2 is still the terminal."""
        checks = [item for item in session.items if self._is_check(item)]
        self.summary.expect(checks)
        self.summary.others |= len(checks) < len(session.items)
        if checks and not self.desk.debug and not self.config.getoption("collectonly", False):
            self.watchdog = Watchdog(whole_run=not self.summary.others)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Say what is about to run."""
        node = exercise_of(item)
        if node is not None and self.watchdog:
            exercise = node.located.exercise
            self.watchdog.begin_check(exercise.key, title_of(item), node.located.submission.path, exercise.filename)
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
        reports.reword(report, node, result, self.desk.opened, self.current.last if self.current else None)
        if self.desk.runaway:
            item.session.shouldfail = say("watchdog.runaway", key=node.located.exercise.key, where=result.where)
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: Any) -> None:
        """In the process that the learner sees, with or without xdist."""
        if self.on_worker:
            return
        if hasattr(report, "prodready"):
            self.summary.add(report)
            if self.watchdog:
                self.watchdog.note(*self.summary.so_far(report))
        else:
            self.summary.others |= self.course.locate(self.config.rootpath / report.nodeid.partition("::")[0]) is None

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: Any) -> tuple[str, str, str] | None:
        """A file that cannot be loaded is one failure; its other checks were not run."""
        return reports.status(report)

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str, report: Any) -> None:
        """A worker of xdist was ended by a check: that is the check's result."""
        located = self.course.locate(self.config.rootpath / crashitem.partition("::")[0])
        if located is not None:
            reports.crashed(report, located, crashitem.partition("::")[2])

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Close the submission, keep the progress, call the watchdog off."""
        self.status = int(exitstatus)
        self.desk.close()
        if self.watchdog:
            self.watchdog.close()
            self.watchdog = None
        if not self.on_worker and self.summary.reports():
            try:
                progress.record(self.course, self.summary.reports(), self.summary.ids())
            except CourseError as error:
                self.summary.notes.append(str(error))
        self.summary.shorten(self.config)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """What holds, what does not, what to do next."""
        self.summary.write(terminalreporter)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """Threads that learner code left would keep the process from ending: executors are waited for even as daemons."""
        left = [t for t in set(threading.enumerate()) - self.threads_before if t.name not in OURS]
        if left and self.results:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(self.status)
