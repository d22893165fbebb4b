"""What a check finds is the same whatever the check before it did, in every runtime by the same code."""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys
import tempfile
import threading
import time
from operator import is_
from types import ModuleType
from typing import Any

from prodready.kit.host.swap import Owner, classes_of

LIBRARIES = frozenset({"http", "httpcore", "httpx", "requests", "urllib", "urllib3"})
"""Libraries whose classes answers are known to patch, to give every request a timeout."""

PREPARED = frozenset({"httpx", "loguru", "requests", "structlog", "urllib3"})
"""Imported before the learner's own module: to be set up as a host application does, or to be remembered unpatched."""

Space = tuple[Any, dict[str, Any]]


class ProcessState:
    """The state of this process that belongs to everybody, as it was before any learner code ran."""

    def __init__(self) -> None:
        self.recursion_limit = sys.getrecursionlimit()
        self.switch_interval = sys.getswitchinterval()
        self.stack_size = threading.stack_size()
        self.collects = gc.isenabled()
        self.umask = os.umask(0)
        os.umask(self.umask)
        self.temporary = tempfile.gettempdir()
        self.root_level = logging.getLogger().level
        self.loggers = {name: _logger_state(logger) for name, logger in _all_loggers()}
        self.logger_families = {_family(name) for name in logging.root.manager.loggerDict}
        self._known: set[str] = set()
        self._spaces: list[Space] = []

    def watch_libraries(self) -> None:
        """Remember the libraries that have been imported by now; a library is remembered once."""
        modules = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in LIBRARIES}
        for name in modules.keys() - self._known:
            owners: list[Owner] = [modules[name], *classes_of(modules[name])]
            self._spaces += [(owner, dict(vars(owner))) for owner in owners]
        self._known |= modules.keys()

    def restore(self) -> None:
        """Undo what a check changed. Modules that it imported for the first time stay."""
        for owner, before in self._spaces:
            _restore(owner, before)
        sys.setrecursionlimit(self.recursion_limit)
        sys.setswitchinterval(self.switch_interval)
        threading.stack_size(self.stack_size)
        socket.setdefaulttimeout(None)
        os.umask(self.umask)
        tempfile.tempdir = self.temporary
        if self.collects:
            gc.enable()
        if hasattr(time, "tzset"):
            time.tzset()
        self._restore_logging()

    def _restore_logging(self) -> None:
        logging.disable(logging.NOTSET)
        for name, logger in _all_loggers():
            handlers, filters, level, disabled, propagate = self.loggers.get(name, _FRESH_LOGGER)
            logger.handlers[:], logger.filters[:] = handlers, filters
            logger.disabled, logger.propagate = disabled, propagate
            logger.setLevel(level)
        self._forget_loggers()
        if structlog := sys.modules.get("structlog"):
            structlog.reset_defaults()
            structlog.contextvars.clear_contextvars()

    def _forget_loggers(self) -> None:
        """Loggers that a check has named go with it: whether one exists already can be seen (`disable_existing_loggers`).

        Those of imported libraries stay, because the libraries hold on to them.
        """
        known = logging.root.manager.loggerDict
        for name in [name for name in known if _family(name) not in self.logger_families | sys.modules.keys()]:
            del known[name]


LoggerState = tuple[list[Any], list[Any], int, bool, bool]
_FRESH_LOGGER: LoggerState = ([], [], logging.NOTSET, False, True)


def _family(name: str) -> str:
    """The part of a logger's name before the first dot."""
    return name.partition(".")[0]


def _all_loggers() -> list[tuple[str, logging.Logger]]:
    known = logging.root.manager.loggerDict.items()
    return [(name, logger) for name, logger in known if isinstance(logger, logging.Logger)]


def _logger_state(logger: logging.Logger) -> LoggerState:
    return list(logger.handlers), list(logger.filters), logger.level, logger.disabled, logger.propagate


def _restore(owner: Any, before: dict[str, Any]) -> None:
    """Put back what was replaced, and remove what was added, except what Python itself keeps there."""
    now = vars(owner)
    # Hundreds of owners after each check, and hardly ever a change: without a step of Python for each name.
    if len(now) == len(before) and all(map(is_, now.values(), before.values())) and all(map(is_, now, before)):
        return
    for name, value in before.items():
        if now.get(name) is not value:
            setattr(owner, name, value)
    for name in now.keys() - before.keys():
        if not name.startswith("__") and not isinstance(now[name], ModuleType):
            delattr(owner, name)


def observe(own_thread: threading.Thread | None) -> dict[str, str]:
    """What importing a module must not change, as texts by name."""
    root = logging.getLogger()
    seen: dict[str, Any] = {
        "root handlers": [type(handler).__name__ for handler in root.handlers],
        "root level": logging.getLevelName(root.level),
        "threads": sorted(thread.name for thread in threading.enumerate() if thread is not own_thread),
        "working directory": _folder(),
        "environment": sorted(os.environ),
    }
    if structlog := sys.modules.get("structlog"):
        processors = structlog.get_config()["processors"]
        seen["structlog processors"] = [getattr(p, "__name__", type(p).__name__) for p in processors]
    if loguru := sys.modules.get("loguru"):
        seen["loguru sinks"] = sorted(loguru.logger._core.handlers)
    return {name: str(value) for name, value in seen.items()}


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:
        return "removed"


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What changed between two observations, in words. Numbers of sinks mean nothing to anybody, so they are left out."""
    changed = [name for name, value in after.items() if value != before.get(name)]
    return [
        f"{name}: exchanged" if name == "loguru sinks" else f"{name}: {before.get(name)} -> {after[name]}"
        for name in changed
    ]


def enter(environment: dict[str, str], folder: str) -> None:
    """Make `environment` and `folder` those of the process."""
    for name in [name for name in os.environ if name not in environment]:
        del os.environ[name]
    for name, value in environment.items():
        if os.environ.get(name) != value:
            os.environ[name] = value
    os.chdir(folder)


def minimal_environment(home: str) -> dict[str, str]:
    """The environment of learner code: never the machine's, where a proxy would take every request away.

    With NO_PROXY the proxies that macOS and Windows keep outside the environment are not asked for either (see
    `urllib.request.getproxies`).
    """
    kept = ("PATH", "SYSTEMROOT", "PATHEXT", "COMSPEC") if os.name == "nt" else ("PATH",)
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return known | {"HOME": home, "NO_PROXY": "127.0.0.1,localhost"}
