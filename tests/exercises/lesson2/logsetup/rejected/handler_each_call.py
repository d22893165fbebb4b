"""Adds a handler in each call, and never takes one away.

fails: test_called_twice, test_last_call_counts
says: nothing on the stream of the call before
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
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.name = "logsetup"
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S+00:00")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root.addHandler(handler)
    root.setLevel(name)
    for library in ("urllib3", "sqlalchemy"):
        logging.getLogger(library).setLevel(max(root.level, logging.WARNING))
