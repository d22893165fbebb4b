"""`--pdb` for learners: the debugger opens in their own code, where the error was raised, never in the suite."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from prodready.kit.host.host import Host
from prodready.local.nodes import exercise_of
from prodready.words import say


def debugger_attached() -> bool:
    """Whether an editor debugs this process: its breakpoints must not run into time limits."""
    return any(name in sys.modules for name in ("pydevd", "debugpy"))


class LearnerDebugger:
    """Stands in for pytest's own `--pdb` plugin, and hands ordinary tests on to it."""

    def __init__(self, original: Any, course_plugin: Any) -> None:
        self.original, self.course_plugin = original, course_plugin

    @classmethod
    def replace(cls, config: pytest.Config, course_plugin: Any) -> None:
        """Take the place of pytest's plugin, if it is there."""
        original = config.pluginmanager.unregister(name="pdbinvoke")
        if original is not None:
            config.pluginmanager.register(cls(original, course_plugin), "prodready-pdb")

    def pytest_exception_interact(self, node: Any, call: Any, report: Any) -> None:
        """Open the debugger on the learner's exception, if there was one."""
        if exercise_of(node) is None:
            self.original.pytest_exception_interact(node, call, report)
            return
        link = self.course_plugin.desk.link
        error = learners_error(link.host) if link else None
        if error is None:
            sys.stderr.write(f"\n{report.longrepr}\n\n{say('summary.no_error_to_debug')}\n")
            return
        call.excinfo = pytest.ExceptionInfo.from_exception(error)
        self.original.pytest_exception_interact(node, call, report)

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """As pytest does."""
        self.original.pytest_internalerror(excinfo)


def learners_error(host: Host) -> BaseException | None:
    """The latest exception of learner code, its traceback from their first line on; None if it has no line of theirs."""
    error = host.last_error
    trace = error.__traceback__ if error else None
    while trace and not host.sources.label(trace.tb_frame.f_code.co_filename).startswith("yours/"):
        trace = trace.tb_next
    return error.with_traceback(trace) if error and trace else None
