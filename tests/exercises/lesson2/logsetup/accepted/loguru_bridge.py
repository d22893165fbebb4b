"""loguru writes, and a bridge on the root logger hands it what the standard library logs."""

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


def configure(level=None, *, stream=None):
    wanted = (level or os.environ.get("LOG_LEVEL") or "INFO").upper()
    if wanted not in ALLOWED:
        raise ValueError(f"LOG_LEVEL (or level) must be one of {', '.join(ALLOWED)}; it is {wanted}")
    logger.remove()
    logger.add(stream or sys.stderr, level=wanted, format=LINE, backtrace=False, diagnose=False)
    root = logging.getLogger()
    if bridge not in root.handlers:
        root.addHandler(bridge)
    root.setLevel(wanted)
    for name in ("urllib3", "sqlalchemy"):
        logging.getLogger(name).setLevel(max(logging.getLevelName(wanted), logging.WARNING))
