"""Plays the host application's logging set-up: one sink for stdlib logging, structlog and loguru."""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import sys
import traceback
from collections.abc import Iterator
from threading import current_thread  # private reference: learner code may replace the module's
from typing import Any

from prodready.kit.host import codec
from prodready.kit.host.runner import SPENT
from prodready.kit.host.streams import clip

MAX_EVENTS = 500
MAX_ROOM = 100_000
"""Characters that all events of one call may take; what is logged after them is lost."""

_RECORD_FIELDS = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_LEVELS = {
    "trace": 5, "debug": 10, "info": 20, "success": 25, "warn": 30, "warning": 30,
    "error": 40, "exception": 40, "critical": 50, "fatal": 50,
}  # fmt: skip

Event = dict[str, Any]


class LogSink(logging.Handler):
    """Collects events as plain data: level, text, fields, traceback.

    Attributes:
        events: What has arrived since `take`.
    """

    def __init__(self) -> None:
        super().__init__(0)
        self.events: list[Event] = []
        self._resting_level, self._room = logging.NOTSET, MAX_ROOM

    def take(self) -> list[Event]:
        """The events so far; the list starts anew."""
        events, self.events, self._room = self.events, [], MAX_ROOM
        return events

    def add(self, level: int, text: str, fields: dict[str, Any], trace: str | None) -> None:
        """Keep one event. A text that is a JSON object also counts as fields."""
        if len(self.events) >= MAX_EVENTS or self._room <= 0 or current_thread() in SPENT:
            return
        known = {clip(k): _plain(v) for k, v in fields.items()}
        if text.startswith("{"):
            with contextlib.suppress(ValueError):
                known |= {str(k): str(v) for k, v in json.loads(text).items()}
        self.events.append({"level": int(level), "text": clip(text), "fields": known, "traceback": clip(trace or "")})
        self._room -= len(json.dumps(self.events[-1]))

    def emit(self, record: logging.LogRecord) -> None:
        """A record of stdlib logging. A record that cannot be formatted is lost, as in production."""
        try:
            text = record.getMessage()
        except Exception:
            sys.stderr.write("--- Logging error ---\n")
            return
        fields = {k: v for k, v in vars(record).items() if k not in _RECORD_FIELDS}
        info = record.exc_info
        trace = "".join(traceback.format_exception(*info)) if info and info[1] else record.exc_text
        self.add(record.levelno, text, fields, trace)

    def from_structlog(self, logger: Any, method: str, event: dict[str, Any]) -> Any:
        """The last processor of structlog."""
        structlog = importlib.import_module("structlog")
        event = dict(event)
        info = event.pop("exc_info", None)
        if info is True:
            info = sys.exc_info()[1]
        if isinstance(info, tuple):
            info = info[1]
        is_error = isinstance(info, BaseException)
        trace = "".join(traceback.format_exception(info)) if is_error else event.pop("exception", "")
        self.add(_LEVELS.get(method, 20), str(event.pop("event", "")), event, trace)
        raise structlog.DropEvent

    def from_loguru(self, message: Any) -> None:
        """A sink of loguru."""
        record = message.record
        error = record["exception"] and record["exception"].value
        trace = "".join(traceback.format_exception(error)) if error else ""
        self.add(record["level"].no, record["message"], record["extra"], trace)

    @contextlib.contextmanager
    def as_last_resort(self, level: int) -> Iterator[None]:
        """Let the root logger look as in a fresh process, and see all events of at least `level` none the less.

        With a handler on the root logger `logging.basicConfig()` would do nothing, and nobody would notice it. The level
        is one below what is wanted, so that setting any level is a change. Level 0: look away.
        """
        if not level:
            self._resting_level = logging.NOTSET
            yield
            return
        root, last_resort = logging.getLogger(), logging.lastResort
        root.removeHandler(self)
        root.setLevel(level - 1)
        self._resting_level = level - 1
        logging.lastResort = self
        try:
            yield
        finally:
            logging.lastResort = last_resort

    def seen_on_root(self) -> dict[str, str]:
        """What importing did to the root logger, as `observe` would tell it of an untouched one."""
        root = logging.getLogger()
        if root.level != self._resting_level:
            return {}
        return {"root level": logging.getLevelName(self._resting_level + 1)}

    def install(self, level: int, libraries: set[str]) -> None:
        """Become the one destination, at `level`, of every logging library that the learner's files import.

        Level 0: touch nothing, but for loguru, which the check before may have set up. That one gets its default again.
        """
        if not level:
            self._stay_out(libraries)
            return
        root = logging.getLogger()
        if self not in root.handlers:
            root.addHandler(self)
        root.setLevel(level)
        if "structlog" in libraries:
            structlog = importlib.import_module("structlog")
            structlog.configure(
                processors=[structlog.contextvars.merge_contextvars, self.from_structlog],
                wrapper_class=structlog.make_filtering_bound_logger(level),
                cache_logger_on_first_use=False,
            )
        if "loguru" in libraries:
            logger = importlib.import_module("loguru").logger
            logger.remove()
            logger.add(self.from_loguru, level=level, format="{message}", backtrace=False, diagnose=False)

    def _stay_out(self, libraries: set[str]) -> None:
        if "loguru" in libraries:
            logger = importlib.import_module("loguru").logger
            logger.remove()
            logger.add(sys.stderr)


def _plain(value: Any) -> Any:
    """A field as JSON data: itself if it is a short scalar, else its text."""
    if type(value) in (float, bool, type(None)) or (type(value) is int and value.bit_length() < codec.LONG_INT):
        return value
    return clip(value if type(value) is str else repr(value))
