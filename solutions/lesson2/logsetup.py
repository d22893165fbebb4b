"""Reference solution: one handler with a name, which is replaced when `configure` is called again."""

import logging
import os
import time
from typing import TextIO

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
TALKATIVE = ("urllib3", "sqlalchemy")
OURS = "logsetup"
"""Name of the handler, by which the next call finds it."""


def configure(level: str | None = None, *, stream: TextIO | None = None) -> None:
    """Write the events of all loggers to `stream`, or to stderr; the last call counts."""
    chosen = _chosen(level)
    root = logging.getLogger()
    # Only the handler of an earlier call goes. All others belong to somebody: an error tracker, a test runner.
    earlier = {handler.name: handler for handler in root.handlers}.get(OURS)
    if earlier:
        root.removeHandler(earlier)
    handler = logging.StreamHandler(stream)
    handler.name = OURS
    handler.setFormatter(_formatter())
    root.addHandler(handler)
    root.setLevel(chosen)
    # A logger's own level beats that of the root, so it must never be the lower one.
    for library in TALKATIVE:
        logging.getLogger(library).setLevel(max(chosen, logging.WARNING))


def _chosen(level: str | None) -> int:
    """The number of the level that the argument, or else the environment, asks for."""
    text = level or os.environ.get("LOG_LEVEL") or "INFO"
    if text.upper() not in LEVELS:
        source = "level" if level else "LOG_LEVEL"
        raise ValueError(f"{source} is {text!r}; it has to be one of {', '.join(LEVELS)}")
    return logging.getLevelNamesMapping()[text.upper()]


def _formatter() -> logging.Formatter:
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S+00:00")
    formatter.converter = time.gmtime  # of this formatter only; the default is local time
    return formatter
