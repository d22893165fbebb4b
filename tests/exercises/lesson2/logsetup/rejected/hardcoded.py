"""The level is fixed at DEBUG: that was right for the one case that it was tried with.

fails: test_argument_wins, test_info_without_a_level, test_level_holds_for_libraries, test_unknown_level
"""

import logging
import sys
import time


def configure(level=None, *, stream=None):
    name = "DEBUG"
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
