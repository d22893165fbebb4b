# passed
import builtins
import contextvars
import decimal
import gc
import json
import locale
import logging
import os
import random
import signal
import sys
import tempfile
import time
import warnings

HONEST, KEPT = place_order, []


class Box:
    pass


def place_order(*args, **kwargs):
    result = HONEST(*args, **kwargs)
    os.environ["LEFT"] = "1"
    os.environ.pop("HOME", None)
    os.umask(0o777)
    os.chdir("/")
    logging.basicConfig(level=1, force=True)
    logging.addLevelName(25, "LEFT")
    logging.getLogger("left").addHandler(logging.NullHandler())
    logging.setLoggerClass(type("Left", (logging.Logger,), {}))
    sys.path.append("/left")
    sys.modules["left"] = sys
    sys.setrecursionlimit(777)
    json.dumps = time.sleep = builtins.print = lambda *a, **k: "LEFT"
    json.JSONDecoder.left = builtins.LEFT = 1
    signal.signal(signal.SIGTERM, lambda *a: None)
    warnings.simplefilter("error")
    decimal.getcontext().prec = 3
    random.seed(1)
    gc.disable()
    contextvars.ContextVar("left").set(1)
    for folder in ("/tmp", "/home/pyodide", "/"):
        with open(f"{folder}/left.txt", "w") as file:
            file.write("left")
    tempfile.tempdir = "/left"
    box = Box()
    box.me = box
    KEPT.append(box)
    return result
