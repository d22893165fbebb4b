"""`dictConfig` with a root, as in the handbook: it removes the handlers that are there.

fails: test_handlers_of_others_stay
says: both events for the error tracker
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
        "disable_existing_loggers": False,
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
    logging.config.dictConfig(config)
