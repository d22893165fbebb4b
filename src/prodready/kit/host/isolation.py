"""What a check finds is the same whatever the check before it did, in every runtime by the same code."""

from __future__ import annotations

import builtins
import json
import logging
import os
import random
import socket
import sys
import threading
import time
from typing import Any

_WATCHED = (builtins, json, logging, os, os.path, random, socket, sys, threading, time)
"""Modules whose attributes are put back after each check: what the kit or the next submission leans on most."""

_SYS_STATE = {"stdin", "stdout", "stderr", "last_exc", "last_type", "last_value", "last_traceback", "path_importer_cache"}
_SYS_STATE |= {"ps1", "ps2", "argv", "path", "meta_path", "modules"}


class ProcessState:
    """The state of this process that belongs to everybody, as it was before any learner code ran."""

    def __init__(self) -> None:
        root = logging.getLogger()
        self.path = list(sys.path)
        self.argv = list(sys.argv)
        self.meta_path = list(sys.meta_path)
        self.modules = dict(sys.modules)
        self.recursion_limit = sys.getrecursionlimit()
        self.root_level = root.level
        self.loggers = {name: _logger_state(logger) for name, logger in _all_loggers()}
        self.namespaces = [(module, dict(vars(module))) for module in _WATCHED]

    def restore(self) -> None:
        """Undo what a check changed. Modules that it imported for the first time stay, unless they replaced others."""
        sys.path[:] = self.path
        sys.argv[:] = self.argv
        sys.meta_path[:] = self.meta_path
        sys.setrecursionlimit(self.recursion_limit)
        for name, module in self.modules.items():
            if sys.modules.get(name) is not module:
                sys.modules[name] = module
        for owner, before in self.namespaces:
            _restore_namespace(owner, before)
        self._restore_logging()

    def _restore_logging(self) -> None:
        logging.disable(logging.NOTSET)
        for name, logger in _all_loggers():
            handlers, filters, level, disabled, propagate = self.loggers.get(name, _FRESH_LOGGER)
            logger.handlers[:], logger.filters[:] = handlers, filters
            logger.disabled, logger.propagate = disabled, propagate
            logger.setLevel(level)
        if structlog := sys.modules.get("structlog"):
            structlog.reset_defaults()
            structlog.contextvars.clear_contextvars()


LoggerState = tuple[list[Any], list[Any], int, bool, bool]
_FRESH_LOGGER: LoggerState = ([], [], logging.NOTSET, False, True)


def _all_loggers() -> list[tuple[str, logging.Logger]]:
    known = logging.root.manager.loggerDict.items()
    return [(name, logger) for name, logger in known if isinstance(logger, logging.Logger)]


def _logger_state(logger: logging.Logger) -> LoggerState:
    return list(logger.handlers), list(logger.filters), logger.level, logger.disabled, logger.propagate


def _restore_namespace(owner: Any, before: dict[str, Any]) -> None:
    skipped = _SYS_STATE if owner is sys else ()
    for name, value in before.items():
        if owner.__dict__.get(name) is not value and name not in skipped:
            setattr(owner, name, value)


def observe(own_thread: threading.Thread | None) -> dict[str, str]:
    """What importing a module must not change, as texts by name."""
    root = logging.getLogger()
    seen: dict[str, Any] = {
        "root handlers": [type(handler).__name__ for handler in root.handlers],
        "root level": logging.getLevelName(root.level),
        "threads": sorted(thread.name for thread in threading.enumerate() if thread is not own_thread),
        "working directory": os.getcwd(),
        "environment": sorted(os.environ),
    }
    if structlog := sys.modules.get("structlog"):
        processors = structlog.get_config()["processors"]
        seen["structlog processors"] = [getattr(p, "__name__", type(p).__name__) for p in processors]
    if loguru := sys.modules.get("loguru"):
        seen["loguru sinks"] = sorted(loguru.logger._core.handlers)
    return {name: str(value) for name, value in seen.items()}


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What changed between two observations, in words. Numbers of sinks mean nothing to anybody, so they are left out."""
    changed = [name for name, value in after.items() if value != before.get(name)]
    return [
        f"{name}: exchanged" if name == "loguru sinks" else f"{name}: {before.get(name)} -> {after[name]}"
        for name in changed
    ]


def enter(environment: dict[str, str], folder: str) -> None:
    """Make `environment` and `folder` those of the process."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)


def minimal_environment(home: str) -> dict[str, str]:
    """The environment of learner code: never the machine's, where a proxy would take every request away."""
    kept = ("PATH", "SYSTEMROOT", "PATHEXT", "COMSPEC") if os.name == "nt" else ("PATH",)
    return {name: os.environ[name] for name in kept if name in os.environ} | {"HOME": home}
