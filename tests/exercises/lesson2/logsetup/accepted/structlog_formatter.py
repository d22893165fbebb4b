"""structlog's `ProcessorFormatter` on a marked handler of the root logger."""

import logging
import os
import sys
from enum import Enum

import structlog


class Level(Enum):
    DEBUG = logging.DEBUG
    INFO = logging.INFO
    WARNING = logging.WARNING
    ERROR = logging.ERROR
    CRITICAL = logging.CRITICAL


SHARED = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def read_level(level):
    name = level or os.environ.get("LOG_LEVEL") or "INFO"
    try:
        return Level[name.upper()].value
    except KeyError as error:
        allowed = ", ".join(Level.__members__)
        raise ValueError(f"{name!r} is no level; set LOG_LEVEL to one of {allowed}") from error


def configure(level=None, *, stream=None):
    number = read_level(level)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.made_by_logsetup = True
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(colors=True),
            ],
        )
    )
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    root = logging.getLogger()
    for old in root.handlers[:]:
        if getattr(old, "made_by_logsetup", False):
            root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(number)
    for library in ("urllib3", "sqlalchemy"):
        logging.getLogger(library).setLevel(max(number, logging.WARNING))
