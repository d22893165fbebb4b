"""Run after `hostile/leaks.py`: prints the names of what an earlier run has left in this Python."""

import builtins
import decimal
import gc
import json
import logging
import os
import random
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path


def waits():
    before = time.perf_counter()
    time.sleep(0.02)
    return time.perf_counter() - before > 0.015


def umask():
    now = os.umask(0o22)
    os.umask(now)
    return now


PROBES = {
    "a variable is left": lambda: "LEFT" not in os.environ,
    "HOME is gone": lambda: "HOME" in os.environ,
    "the answer is still imported": lambda: "budget" not in sys.modules,
    "the root logger is set up": lambda: (
        logging.getLogger().level == logging.WARNING and not logging.getLogger().handlers
    ),
    "a logger has a handler": lambda: "left" not in logging.root.manager.loggerDict,
    "a level has a name": lambda: logging.getLevelName(25) == "Level 25",
    "loggers are of another class": lambda: logging.getLoggerClass() is logging.Logger,
    "sys.path has grown": lambda: "/left" not in sys.path,
    "a module is registered": lambda: "left" not in sys.modules,
    "the recursion limit is another": lambda: sys.getrecursionlimit() != 777,
    "json.dumps is replaced": lambda: json.dumps(1) == "1",
    "a class of json has grown": lambda: not hasattr(json.JSONDecoder, "left"),
    "time.sleep does not wait": waits,
    "a builtin is added": lambda: not hasattr(builtins, "LEFT"),
    "print is replaced": lambda: type(print).__name__ == "builtin_function_or_method",
    "a file in /tmp is left": lambda: not Path("/tmp/left.txt").exists(),
    "a file at home is left": lambda: not Path("/home/pyodide/left.txt").exists() and not Path("/left.txt").exists(),
    "the temporary folder is another": lambda: tempfile.gettempdir() != "/left",
    "warnings are errors": lambda: not any(kind == "error" and of is Warning for kind, _, of, *_ in warnings.filters),
    "a signal has a handler": lambda: signal.getsignal(signal.SIGTERM) == signal.SIG_DFL,
    "decimals are short": lambda: decimal.getcontext().prec == 28,
    "the collector is off": gc.isenabled,
    "the umask is tight": lambda: umask() != 0o777,
    "an object is kept": lambda: not [thing for thing in gc.get_objects() if type(thing).__name__ == "Box"],
    "chance is none": lambda: (
        [random.Random(1).random(), random.Random(1).random()] != [random.random(), random.random()]
    ),
}

print(json.dumps([what for what, holds in PROBES.items() if not holds()]))
