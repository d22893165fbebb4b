"""`dictConfig` with its default for older loggers: it switches them off.

fails: test_older_loggers
says: no line
"""

import logging
import logging.config
import os
import sys
import time

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class UtcFormatter(logging.Formatter):
    converter = time.gmtime


def configure(level=None, *, stream=None):
    name = (level or os.environ.get("LOG_LEVEL") or "INFO").upper()
    if name not in LEVELS:
        raise ValueError(f"LOG_LEVEL must be one of {', '.join(LEVELS)}, not {name}")
    library = {"level": name if name in ("ERROR", "CRITICAL") else "WARNING"}
    config = {
        "version": 1,
        "formatters": {
            "line": {
                "()": UtcFormatter,
                "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
                "datefmt": "%Y-%m-%dT%H:%M:%SZ",
            },
        },
        "handlers": {
            "main": {"class": "logging.StreamHandler", "formatter": "line", "stream": stream or sys.stderr},
        },
        "root": {"level": name, "handlers": ["main"]},
        "loggers": {"urllib3": library, "sqlalchemy": library},
    }
    root = logging.getLogger()
    others = [handler for handler in root.handlers if handler.name != "main"]
    logging.config.dictConfig(config)
    for handler in others:
        root.addHandler(handler)
