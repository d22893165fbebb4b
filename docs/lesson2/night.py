"""The refunds of one night, and how the runs of this page call a program and read its log."""

import contextlib
import io
import json
import logging
import re
import runpy
import sys
from pathlib import Path

REFUNDS = [{"account": "A-17", "cents": "1250"}, {"account": "A-18", "cent": "25000"}, {"account": "A-19", "cents": "1O0"}]
GOOD = [{"account": "A-20", "cents": "990"}, {"account": "A-21", "cents": "4500"}]


@contextlib.contextmanager
def fresh_logging():
    """Logging as at the start of a program, whatever ran before; modules of this page are imported anew."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers[:] = []
    root.setLevel(logging.WARNING)
    for module in ("usual", "holding", "program"):
        sys.modules.pop(module, None)
    disabled = {name: logging.getLogger(name).disabled for name in list(root.manager.loggerDict)}
    try:
        yield root
    finally:
        for name, state in disabled.items():
            logging.getLogger(name).disabled = state
        for handler in set(root.handlers) - set(handlers):
            handler.close()
        root.handlers[:] = handlers
        root.setLevel(level)


def run(name, refunds):
    """Run a file as `python NAME < refunds.json` does; its exit status, stdout and stderr."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    stdin, sys.stdin = sys.stdin, io.StringIO(json.dumps(refunds))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            runpy.run_path(str(Path(__file__).with_name(name)), run_name="__main__")
    except SystemExit as end:
        status = end.code
    finally:
        sys.stdin = stdin
    return status, out.getvalue(), err.getvalue()


def without_times(log):
    """The lines of a log, without what differs from run to run: time stamps and the frames of tracebacks."""
    lines = (re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ", "", line) for line in log.splitlines())
    return [line for line in lines if line and not line.startswith((" ", "Traceback"))]


class Tracker(logging.Handler):
    """An error tracker of the company: it had put its handler on the root logger before our code came."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def emit(self, record):
        self.seen.append(record.getMessage())
