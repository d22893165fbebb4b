"""What learner code finds around it during one request: environment, folder, streams, log handlers, names of modules."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from typing import Any

from prodready.kit.host.folder import OPERATIONS
from prodready.kit.host.guards import Guards
from prodready.kit.host.isolation import enter, minimal_environment
from prodready.kit.host.runner import THREADS, bounded_recursion_limit, bounded_switch_interval
from prodready.kit.host.streams import Tap, quiet_descriptors, stdin_with
from prodready.kit.host.swap import Name, Theirs, Turn


class Surroundings:
    """They last for one check, and are in place around each of its requests only.

    Not once per check: pytest writes a variable and exchanges its handlers in every phase. Its handlers are taken off
    because they raise where production's do not.

    Args:
        guards: Against the end of this process.
        hidden: Entries of `sys.path` that learner code does not see.

    Attributes:
        out: What goes to stdout.
        err: What goes to stderr.
        stdin: What can be read from stdin.
        environment: Variables.
        workdir: The working directory at the beginning of each request.
    """

    def __init__(self, guards: Guards, hidden: frozenset[str]) -> None:
        self.guards, self._hidden = guards, hidden
        self.workdir = ""
        self.reset()

    def reset(self) -> None:
        """Fresh ones for the next check."""
        self.remove_folder()
        self.workdir = os.path.realpath(tempfile.mkdtemp(prefix="check-"))
        self.environment = minimal_environment(self.workdir)
        self.out, self.err, self.stdin = Tap(), Tap(), b""
        self._handlers: list[logging.Handler] = []
        self._level = logging.WARNING
        self._theirs = Theirs()

    def remove_folder(self) -> None:
        """Leave nothing behind."""
        if self.workdir:
            shutil.rmtree(self.workdir, ignore_errors=True)

    def files(self, what: str, arguments: dict[str, Any]) -> Any:
        """Do one of `OPERATIONS` in the folder."""
        return OPERATIONS[what](self.workdir, **arguments)

    @contextlib.contextmanager
    def entered(self, stand_ins: dict[Name, Any], *, debug: bool) -> Iterator[Turn]:
        """Everything in place, for one request.

        Args:
            stand_ins: Further names to be replaced.
            debug: Whether the real streams stay, for a debugger.
        """
        with self._in_folder(), self._logging_of_check(), contextlib.ExitStack() as stack:
            self.guards.ended = ""
            if self.guards.shared and not debug and THREADS:
                self.guards.descriptors = stack.enter_context(quiet_descriptors())
            # A library's deprecations are not the learner's stderr, and differ between versions.
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore")
            turn = Turn(self._theirs, self._stand_ins(debug) | stand_ins, self._hidden)
            try:
                yield turn
            finally:
                turn.end()

    def _stand_ins(self, debug: bool) -> dict[Name, Any]:
        found: dict[Name, Any] = {
            (threading, "excepthook"): threading.__excepthook__,  # pytest's own would keep the text from stderr
            (sys, "excepthook"): sys.__excepthook__,
            (sys, "unraisablehook"): sys.__unraisablehook__,
        }
        found[sys, "setrecursionlimit"] = bounded_recursion_limit
        if THREADS:
            found[sys, "setswitchinterval"] = bounded_switch_interval
        if debug:
            return found
        found |= {(sys, name): self.out for name in ("stdout", "__stdout__")}
        found |= {(sys, name): self.err for name in ("stderr", "__stderr__")}
        found |= {(sys, name): stdin_with(self.stdin) for name in ("stdin", "__stdin__")}
        found[sys, "breakpointhook"] = no_debugger
        if pdb := sys.modules.get("pdb"):
            found[pdb, "set_trace"] = no_debugger
        return found | self.guards.stand_ins()

    @contextlib.contextmanager
    def _in_folder(self) -> Iterator[None]:
        environment, folder = dict(os.environ), os.getcwd()
        os.makedirs(self.workdir, exist_ok=True)  # learner code may have removed it
        enter(self.environment, self.workdir)
        try:
            yield
        finally:
            self.environment = dict(os.environ)
            enter(environment, folder)

    @contextlib.contextmanager
    def _logging_of_check(self) -> Iterator[None]:
        root = logging.getLogger()
        handlers, level, disabled = root.handlers[:], root.level, logging.root.manager.disable
        root.handlers[:] = self._handlers
        root.setLevel(self._level)
        try:
            yield
        finally:
            self._handlers, root.handlers[:] = root.handlers[:], handlers
            self._level = root.level
            root.setLevel(level)
            logging.disable(disabled)


def no_debugger(*args: Any, **kwargs: Any) -> None:
    """Stands in for what would wait at a prompt that nobody sees."""
    raise RuntimeError("breakpoint() has no debugger here: run pytest with --pdb")
