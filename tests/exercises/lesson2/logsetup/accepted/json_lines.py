"""A handler class of its own that writes a JSON object per line, and a filter for the libraries."""

import json
import logging
import os
import sys
from datetime import datetime, timezone

LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50}


class JsonHandler(logging.Handler):
    def __init__(self, stream, level):
        super().__init__(level)
        self.stream = stream
        self.addFilter(lambda record: record.levelno >= 30 or record.name.split(".")[0] not in ("urllib3", "sqlalchemy"))

    def emit(self, record):
        try:
            entry = {
                "ts": datetime.fromtimestamp(record.created, timezone.utc).strftime("%Y-%m-%d %H:%M:%SZ"),
                "level": record.levelname.lower(),
                "logger": record.name,
                "message": record.getMessage(),
            }
            if record.exc_info:
                entry["exception"] = logging.Formatter().formatException(record.exc_info)
            self.stream.write(json.dumps(entry) + "\n")
            self.stream.flush()
        except Exception:
            self.handleError(record)


def configure(level=None, *, stream=None):
    text = (level if level is not None else os.environ.get("LOG_LEVEL", "")) or "INFO"
    number = LEVELS.get(text.upper())
    if number is None:
        where = "LOG_LEVEL" if level is None else "level"
        raise ValueError(f"unknown level {text!r} in {where} (known: {' '.join(LEVELS)})")
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, JsonHandler):
            root.removeHandler(handler)
    root.addHandler(JsonHandler(stream or sys.stderr, number))
    root.setLevel(number)
