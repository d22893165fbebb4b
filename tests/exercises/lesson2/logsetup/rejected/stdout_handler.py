"""Without a stream the lines go to stdout, between the data.

fails: test_stderr_without_a_stream
says: nothing on stdout
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
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.name = "logsetup"
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S+00:00")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root.addHandler(handler)
    root.setLevel(name)
    for library in ("urllib3", "sqlalchemy"):
        logging.getLogger(library).setLevel(max(root.level, logging.WARNING))
