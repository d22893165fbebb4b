"""Looks at the level, and never at the stream.

fails: test_level_from_the_environment, test_info_without_a_level, test_argument_wins, test_called_twice, test_last_call_counts, test_beside_other_handlers, test_older_loggers, test_line_says_how_bad_and_who, test_time_has_an_offset, test_time_is_utc_everywhere, test_talkative_libraries, test_level_holds_for_libraries, test_traceback_is_written, test_nowhere_else
says: no line there, but on stderr
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
    handler = logging.StreamHandler(sys.stderr)
    handler.name = "logsetup"
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S+00:00")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root.addHandler(handler)
    root.setLevel(name)
    for library in ("urllib3", "sqlalchemy"):
        logging.getLogger(library).setLevel(max(root.level, logging.WARNING))
