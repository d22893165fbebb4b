"""Answers that change the process they run in: the exercises around them keep their grades, and pytest its output."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.conftest import Clone, Run

pytest_plugins = "pytester"

NEIGHBOURS = {"lesson1/words": "2/2", "lesson2/words": "1/1"}
ANSWER = "\ndef answer(n):\n    return n + 1\n"

HARMLESS = {
    "a module is gone": "import sys\nsys.modules['json'] = None",
    "json.dumps": "import json\njson.dumps = json.loads = None",
    "time": "import time\ntime.sleep = time.monotonic = time.perf_counter = None",
    "os.getcwd": "import os\nos.getcwd = os.chdir = None",
    "builtins.len": "import builtins\nbuiltins.len = lambda value: 1 / 0",
    "builtins.open": "import builtins\nbuiltins.open = builtins.print = None",
    "import": "import builtins\nbuiltins.__import__ = None",
    "deleted folder": "import os, tempfile\nfolder = tempfile.mkdtemp()\nos.chdir(folder)\nos.rmdir(folder)",
    "own folder deleted": "import os, shutil\nshutil.rmtree(os.getcwd())",
    "environment emptied": "import os\nos.environ.clear()",
    "environment replaced": "import os\nos.environ = None",
    "root handlers": "import logging, sys\nlogging.root.handlers[:] = [logging.StreamHandler(sys.__stderr__)]",
    "logging off": "import logging\nlogging.disable(50)\nlogging.shutdown()",
    "excepthooks": "import sys, threading\nthreading.excepthook = sys.excepthook = sys.unraisablehook = None",
    "atexit": "import atexit\natexit.register(print, 'SPAM')\n@atexit.register\ndef end(): raise RuntimeError('SPAM')",
    "warnings": "import warnings\nwarnings.simplefilter('error')\nwarnings.warn = None",
    "paths": "import sys\nsys.path.clear()\nsys.meta_path.clear()\nsys.path_hooks.clear()",
    "low recursion limit": "import sys\nsys.setrecursionlimit(50)",
    "traces": "import sys, threading\ndef trace(*args): raise RuntimeError('SPAM')\nthreading.settrace(trace)",
    "classes": "import json, socket, logging\njson.JSONEncoder.encode = socket.socket.accept = logging.Logger.handle = None",
    "descriptors": "import os\nos.closerange(0, 500)\nos.dup2(os.open(os.devnull, os.O_RDWR), 1)",
    "stdout closed": "import sys\nsys.stdout.close()\nsys.__stdout__.close()",
    "stdout's buffer closed": "import sys\nsys.stdout.buffer.close()",
    "stdout removed": "import sys\nsys.stdout = sys.stderr = sys.__stdout__ = None",
    "descriptor closed": "import os\nos.close(1)\nos.close(2)",
    "garbage": "class A:\n    def __del__(self): raise SystemExit('SPAM')\nA()",
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_changes_to_the_process(graded: Callable[[str], Run], kind: str) -> None:
    """What an answer changes at import holds for itself only: right answers stay right, its own included."""
    run = graded(HARMLESS[kind] + ANSWER)

    assert (run.grades, run.status) == (NEIGHBOURS | {"lesson1/victim": "2/2"}, 0)
    assert "SPAM" not in run.text
    assert "Traceback" not in run.text


def test_modules_emptied(graded: Callable[[str], Run]) -> None:
    """An answer that empties `sys.modules` fails alone."""
    run = graded("import sys\nsys.modules.clear()" + ANSWER)

    assert run.grades == NEIGHBOURS | {"lesson1/victim": "0/2"}


def test_scratch_files_shadow_nothing(clone: Clone) -> None:
    """Scratch files with the names of standard modules, beside the answer, are never imported."""
    clone.write(
        "exercises/lesson1/words.py", "import json, logging, requests\ncount = lambda text: len(text.split())\n"
    )
    for name in ("json", "logging", "requests", "conftest"):
        clone.write(f"exercises/lesson1/{name}.py", "raise RuntimeError('SPAM')")
    run = clone.run("exercises/lesson1/words.py")

    assert (run.grades, run.status) == ({"lesson1/words": "2/2"}, 0)


HOSTILE = {
    "huge text": ("def answer(n): return 'x' * 10**7\n", "it returned more than can be passed on"),
    "huge list": ("def answer(n): return [0] * 10**6\n", "it returned more than can be passed on"),
    "endless list": (
        "class A(list):\n    def __iter__(self):\n        while True: yield 1\nanswer = lambda n: A()\n",
        "[]",
    ),
    "huge number": ("def answer(n): return 10**5000\n", "a number of thousands of digits"),
    "nested": ("def answer(n):\n    a = []\n    a.append(a)\n    return a\n", "ValueError: nested too deeply"),
    "repr exits": ("class A:\n    def __repr__(self): raise SystemExit(3)\nanswer = lambda n: A()\n", "SystemExit: 3"),
    "str of error": (
        "class A(Exception):\n    def __str__(self): exit()\ndef answer(n): raise A\n",
        "A: <unprintable: SystemExit>",
    ),
    "class lies": (
        "class A:\n    @property\n    def __class__(self): exit()\nanswer = lambda n: A()\n",
        "answer.<locals>",
    ),
    "equal to all": (
        "class A(int):\n    def __eq__(self, other): return True\nanswer = lambda n: A(7)\n",
        "observed   7",
    ),
}


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind != "class lies"])
def test_hostile_values(graded: Callable[[str], Run], kind: str) -> None:
    """A value that is made to harm whoever looks at it is a failure that can be read."""
    answer, shown = HOSTILE[kind]
    run = graded(answer)

    assert shown in run.out
    assert (run.grades, run.status) == (NEIGHBOURS | {"lesson1/victim": "0/2"}, 1)


def test_proxy_in_the_environment(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies of the machine change nothing, for no library and no child process."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    clone.add("lesson1/client", PROXY_SUITE, PROXY_ANSWER, time_limit_s=5)
    run = clone.run("exercises/lesson1/client.py")

    assert (run.grades, run.status) == ({"lesson1/client": "2/2"}, 0)


PROXY_SUITE = '''
import pytest
from prodready.kit import faults

@pytest.mark.parametrize("name", ["with_urllib", "with_requests", "with_httpx"])
def test_get(learner, faultserver, name):
    """It reaches the server.

    It asks the proxy.

    Which?
    """
    assert learner.call(name, faultserver(faults.json(1)).url).value == 1


def test_program(proc):
    """The program sees no proxy.

    It asks the proxy.

    Which?
    """
    assert proc().stdout == "{'no': '127.0.0.1,localhost'}\\n"
'''
PROXY_ANSWER = """
import json, urllib.request

def with_urllib(url):
    return json.load(urllib.request.urlopen(url))

def with_requests(url):
    import requests
    return requests.get(url).json()

def with_httpx(url):
    import httpx
    return httpx.get(url).json()

if __name__ == "__main__":
    print(urllib.request.getproxies())
"""
