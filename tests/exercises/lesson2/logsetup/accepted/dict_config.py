"""`dictConfig`, with the older loggers left on, and the handlers of others put back."""

import logging.config
import os
import time

LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


class UtcFormatter(logging.Formatter):
    converter = time.gmtime


def configure(level=None, *, stream=None):
    name = "the argument level"
    if level is None:
        name, level = "LOG_LEVEL", os.environ.get("LOG_LEVEL") or "INFO"
    level = level.upper()
    if level not in LEVELS:
        raise ValueError(f"{name} must be one of {', '.join(LEVELS)}, not {level}")
    library_level = level if level in ("ERROR", "CRITICAL") else "WARNING"
    root = logging.getLogger()
    others = [handler for handler in root.handlers if handler.get_name() != "console"]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "utc": {
                    "()": UtcFormatter,
                    "format": "{asctime}.{msecs:03.0f}+00:00 | {levelname:<8} | {name} | {message}",
                    "datefmt": "%Y-%m-%dT%H:%M:%S",
                    "style": "{",
                },
            },
            "handlers": {
                "console": {
                    "class": "logging.StreamHandler",
                    "formatter": "utc",
                    "stream": stream or "ext://sys.stderr",
                },
            },
            "root": {"level": level, "handlers": ["console"]},
            "loggers": {library: {"level": library_level} for library in ("urllib3", "sqlalchemy")},
        }
    )
    for handler in others:
        root.addHandler(handler)
