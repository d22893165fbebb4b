"""`basicConfig`, with a good format: it does nothing where the root logger has a handler already.

fails: test_beside_other_handlers, test_last_call_counts
says: no line
"""

import logging
import os
import time

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def configure(level=None, *, stream=None):
    name = (level or os.environ.get("LOG_LEVEL") or "INFO").upper()
    if name not in LEVELS:
        raise ValueError(f"LOG_LEVEL must be one of {', '.join(LEVELS)}, not {name}")
    root = logging.getLogger()
    logging.Formatter.converter = time.gmtime
    logging.basicConfig(
        level=name,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S+00:00",
        stream=stream,
    )
    for library in ("urllib3", "sqlalchemy"):
        logging.getLogger(library).setLevel(max(root.level, logging.WARNING))
