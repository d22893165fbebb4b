"""`force=True` makes `basicConfig` work, and throws out the error tracker's handler.

fails: test_handlers_of_others_stay
says: both events for the error tracker
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
        force=True,
    )
    for library in ("urllib3", "sqlalchemy"):
        logging.getLogger(library).setLevel(max(root.level, logging.WARNING))
