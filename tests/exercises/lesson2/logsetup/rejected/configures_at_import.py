"""Calls `configure` at the end of the file, so that nobody can forget it.

fails: test_import_changes_nothing
says: root handlers
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
    for handler in root.handlers[:]:
        if handler.name == "logsetup":
            root.removeHandler(handler)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.name = "logsetup"
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S+00:00")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root.addHandler(handler)
    root.setLevel(name)
    for library in ("urllib3", "sqlalchemy"):
        logging.getLogger(library).setLevel(max(root.level, logging.WARNING))


configure()
