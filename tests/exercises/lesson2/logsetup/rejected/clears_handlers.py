"""Clears the root logger first, so that no line comes twice: everybody else's handlers go, too.

fails: test_handlers_of_others_stay
says: both events for the error tracker
"""

import logging
import os
import sys
import time

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def configure(level=None, *, stream=None):
    name = (level or os.environ.get("LOG_LEVEL") or "INFO").upper()
    if name not in LEVELS:
        raise ValueError(f"LOG_LEVEL must be one of {', '.join(LEVELS)}, not {name}")
    root = logging.getLogger()
    root.handlers.clear()
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.name = "logsetup"
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S+00:00")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root.addHandler(handler)
    root.setLevel(name)
    for library in ("urllib3", "sqlalchemy"):
        logging.getLogger(library).setLevel(max(root.level, logging.WARNING))
