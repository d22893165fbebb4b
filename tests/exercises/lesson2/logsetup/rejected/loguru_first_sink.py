"""Adds a sink to loguru, and leaves its first one, which writes to stderr.

fails: test_nowhere_else, test_stderr_without_a_stream
says: nothing on stdout and stderr
"""

import logging
import os
import sys

from loguru import logger

LINE = "{time:YYYY-MM-DDTHH:mm:ss.SSSZ!UTC} {level} {name}: {message}"
ALLOWED = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class Bridge(logging.Handler):
    def emit(self, record):
        try:
            level = logger.level(record.levelname).name
        except ValueError:
            level = record.levelno
        from_there = logger.patch(lambda entry: entry.update(name=record.name))
        from_there.opt(exception=record.exc_info).log(level, "{}", record.getMessage())


bridge = Bridge()
sink = None


def configure(level=None, *, stream=None):
    wanted = (level or os.environ.get("LOG_LEVEL") or "INFO").upper()
    if wanted not in ALLOWED:
        raise ValueError(f"LOG_LEVEL (or level) must be one of {', '.join(ALLOWED)}; it is {wanted}")
    global sink
    if sink is not None:
        logger.remove(sink)
    sink = logger.add(stream or sys.stderr, level=wanted, format=LINE, backtrace=False, diagnose=False)
    root = logging.getLogger()
    if bridge not in root.handlers:
        root.addHandler(bridge)
    root.setLevel(wanted)
    for name in ("urllib3", "sqlalchemy"):
        logging.getLogger(name).setLevel(max(logging.getLevelName(wanted), logging.WARNING))
