"""Written from the page and the starter alone."""

import logging
import os
import sys
from datetime import UTC, datetime

import structlog

LEVELS = {
    "DEBUG": logging.DEBUG,
    "INFO": logging.INFO,
    "WARNING": logging.WARNING,
    "ERROR": logging.ERROR,
    "CRITICAL": logging.CRITICAL,
}
TALKATIVE = ("urllib3", "sqlalchemy")
HANDLER_NAME = "logsetup.configure"  # a name, and no global: it is found again even if this file is imported twice


def configure(level: str | None = None, *, stream=None) -> None:
    """Write the events of all loggers to `stream`, one line of JSON each. The last call counts."""
    threshold = _threshold(level)  # first of all: a wrong level must leave everything as it was
    root = logging.getLogger()
    ours = [handler for handler in root.handlers if handler.get_name() == HANDLER_NAME]

    handler = logging.StreamHandler(sys.stderr if stream is None else stream)
    handler.set_name(HANDLER_NAME)
    handler.setLevel(threshold)  # also for loggers that have a lower level of their own
    handler.addFilter(_quiet_libraries)
    handler.setFormatter(_formatter())
    # Not `dictConfig`: even without a root in the dict, it closes the handlers of everybody else.

    # What the root logger let through before us, it goes on letting through: other handlers live on it.
    handler.level_before = ours[0].level_before if ours else root.level

    for old in ours:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(min(threshold, handler.level_before))
    for library in TALKATIVE:
        logging.getLogger(library).setLevel(logging.WARNING)


def _threshold(level):
    source = "level"
    if level is None:
        level, source = os.environ.get("LOG_LEVEL") or "INFO", "LOG_LEVEL"
    try:
        return LEVELS[str(level).upper()]
    except KeyError:
        raise ValueError(f"{source} is {level!r}, but must be one of {', '.join(LEVELS)}") from None


def _quiet_libraries(record):
    """Hold for the loggers of the libraries that have a level of their own, too."""
    talkative = any(record.name == library or record.name.startswith(library + ".") for library in TALKATIVE)
    return record.levelno >= logging.WARNING or not talkative


def _formatter():
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_add_origin, structlog.processors.format_exc_info],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.EventRenamer("message"),
            structlog.processors.JSONRenderer(),
        ],
    )


def _add_origin(_logger, _method, event):
    """Add time, level and logger, as they are in the record: the time is that of the event, not of its formatting."""
    record = event["_record"]
    origin = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
    }
    if record.exc_text and not record.exc_info:  # from another process: the traceback has come as text
        origin["exception"] = record.exc_text
    return origin | event
