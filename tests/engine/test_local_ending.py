"""Answers that would end the test run, or never end: each is a clear result, and the exercises around it keep their grades."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.conftest import Clone, Run

pytest_plugins = "pytester"

NEIGHBOURS = {"lesson1/words": "2/2", "lesson2/words": "1/1"}
FAILED = NEIGHBOURS | {"lesson1/victim": "0/2"}

KILLED = "os.kill of its own process with signal"
WAYS_OUT = {
    "os._exit(0)": "os._exit(0)",
    "os.abort()": "os.abort()",
    "os.kill(os.getpid(), 9)": f"{KILLED} 9",
    "os.kill(os.getpid(), signal.SIGINT)": f"{KILLED} 2",
    "os.kill(os.getppid(), signal.SIGTERM)": f"{KILLED} 15",
    "os.kill(0, signal.SIGTERM)": f"{KILLED} 15",
    "os.killpg(os.getpgrp(), signal.SIGTERM)": f"{KILLED} 15",
    "signal.raise_signal(signal.SIGTERM)": f"{KILLED} 15",
    "signal.alarm(1)": "signal.alarm(1) without a handler",
    "signal.setitimer(signal.ITIMER_REAL, 0.1)": "signal.setitimer of 0.1 s without a handler",
    "os.execv(sys.executable, [sys.executable, '-c', ''])": "os.exec",
}
CALL = """
import os, signal, sys

def answer(n):
    {statement}
    return n + 1
"""


@pytest.mark.parametrize("statement", WAYS_OUT)
def test_ways_out(graded: Callable[[str], Run], statement: str) -> None:
    """Whatever would end the process fails its checks, and says how."""
    run = graded(CALL.format(statement=statement))

    assert f"your code ended the whole process ({WAYS_OUT[statement]})" in run.out
    assert (run.grades, run.status) == (FAILED, 1)


@pytest.mark.parametrize("statement", ["sys.exit(0)", "exit()", "raise SystemExit", "raise KeyboardInterrupt"])
def test_exceptions_that_end_a_program(graded: Callable[[str], Run], statement: str) -> None:
    """`sys.exit` and Ctrl-C are errors like others."""
    run = graded(CALL.format(statement=statement))

    assert f"victim.py, line 5: {statement}" in run.out
    assert (run.grades, run.status) == (FAILED, 1)


def test_swallowed_exit(graded: Callable[[str], Run]) -> None:
    """A way out counts even if the answer's own `except` would have caught what stands in for it."""
    run = graded("import os\ndef answer(n):\n    try:\n        os._exit(0)\n    finally:\n        return n + 1\n")

    assert (run.grades, run.status) == (FAILED, 1)


LOOPS = {
    "loop": ("def answer(n):\n    while True:\n        pass\n", "victim.py, line 2: while True"),
    "sleep": ("import time\ndef answer(n):\n    time.sleep(60)\n", "victim.py, line 3: time.sleep(60)"),
    "lock": ("import threading\ndef answer(n):\n    threading.Event().wait()\n", "victim.py, line 3: threading.Event"),
    "print": ("def answer(n):\n    while True: print('x' * 1000)\n", "victim.py, line 2: while True"),
    "os.write": ("import os\ndef answer(n):\n    while True: os.write(1, b'x')\n", "victim.py, line 3: while True"),
    "repr": (
        "class A:\n    def __repr__(self):\n        while True: pass\nanswer = lambda n: A()\n",
        "line 3: while True",
    ),
    "switch": ("import sys\nsys.setswitchinterval(99)\ndef answer(n):\n    while True: pass\n", "line 4: while True"),
}


@pytest.mark.parametrize("kind", LOOPS)
def test_never_returns(graded: Callable[[str], Run], kind: str) -> None:
    """A call that does not come back ends at the check's limit, with the line that it is in, and the run goes on."""
    answer, where = LOOPS[kind]
    run = graded(answer)

    assert "no answer: still waiting after 0.3 s" in run.out
    assert where in run.out
    assert (run.grades, run.status) == (FAILED, 1)


def test_loop_at_import(graded: Callable[[str], Run]) -> None:
    """A loop at import ends at the exercise's limit, and the run goes on."""
    run = graded("while True:\n    pass\n")

    assert "The file cannot be loaded: no answer: still waiting after 1 s" in run.out
    assert "victim.py, line 1: while True" in run.out
    assert (run.grades, run.status) == (FAILED, 1)


STUBBORN = """
def answer(n):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""


def test_loop_that_swallows_everything(graded: Callable[[str], Run]) -> None:
    """A loop that cannot be stopped ends the run with the report; what was not reached is said to be so."""
    run = graded(STUBBORN)

    assert "`lesson1/victim` goes on computing after its limit and cannot be stopped: victim.py, line 5" in run.out
    assert run.grades == {"lesson1/words": "2/2", "lesson1/victim": "0/1", "lesson2/words": "0/0"}
    assert "lesson2/words  Find the longest word: 0 of 0 checks hold, 1 not reached" in run.out
    assert run.status == 1


REGEX = "import re\ndef answer(n):\n    return re.match('(a+)+$', 'a' * 60 + 'b')\n"


def test_interpreter_lock_is_held(graded: Callable[[str], Run]) -> None:
    """What holds the interpreter itself ends the run; the watchdog names the check, the line and the grades so far."""
    run = graded(REGEX)

    assert "this check could not be stopped from inside" in run.text
    assert "check      lesson1/victim: The answer is one more." in run.text
    assert "your line  victim.py, line 3: return re.match('(a+)+$', 'a' * 60 + 'b')" in run.text
    assert (run.grades, run.status) == ({"lesson1/words": "2/2"}, 1)


def test_interpreter_lock_is_held_in_a_worker(graded: Callable[..., Run]) -> None:
    """With xdist such a check is a failure, and the run goes on in another worker."""
    run = graded(REGEX, "-n", "1")

    assert "observed   the whole process ended" in run.out
    assert (run.grades, run.status) == (FAILED, 1)


def test_crash(graded: Callable[[str], Run]) -> None:
    """A crash of Python itself ends the run with the check and the line, and without the suite's lines."""
    run = graded("import ctypes\ndef answer(n):\n    ctypes.string_at(0)\n")

    assert "this check made Python itself crash" in run.text
    assert "your line  victim.py, line 3: ctypes.string_at(0)" in run.text
    assert "test_victim" not in run.text
    assert run.status != 0


@pytest.mark.parametrize("limit", ["", "import sys\nsys.setrecursionlimit(10**9)\n"])
@pytest.mark.parametrize(
    "deep",
    [
        "answer = lambda n: answer(n + 1)\n",
        "class A:\n    def __repr__(self): return repr([self])\nanswer = lambda n: repr(A())\n",
    ],
)
def test_deep_recursion(graded: Callable[[str], Run], limit: str, deep: str) -> None:
    """Endless recursion is a RecursionError, in Python or in C, or it is given up where the limit was raised."""
    run = graded(limit + deep)

    ends = ["RecursionError: maximum recursion depth exceeded", *(["no answer: still waiting"] if limit else [])]
    assert any(end in run.out for end in ends)
    assert (run.grades, run.status) == (FAILED, 1)


THREADS = {
    "busy": "threading.Thread(target=busy).start()",
    "daemon": "threading.Thread(target=forever, daemon=True).start()",
    "not daemon": "threading.Thread(target=forever, daemon=False).start()",
    "sleeping": "threading.Thread(target=time.sleep, args=(60,), daemon=False).start()",
    "executor": "concurrent.futures.ThreadPoolExecutor(1).submit(time.sleep, 60)",
}
LEAVES_THREAD = """
import concurrent.futures, threading, time

def forever():
    while True:
        time.sleep(0.01)
        print("SPAM", end="")

def busy():
    while True:
        print(end="")

def answer(n):
    {statement}
    return n + 1
"""


@pytest.mark.parametrize("kind", THREADS)
def test_threads_left_behind(graded: Callable[[str], Run], kind: str) -> None:
    """Threads that an answer leaves neither keep the run from ending nor write into it."""
    run = graded(LEAVES_THREAD.format(statement=THREADS[kind]))

    assert "SPAM" not in run.text
    assert (run.grades, run.status) == (NEIGHBOURS | {"lesson1/victim": "2/2"}, 0)


def test_fork(graded: Callable[[str], Run]) -> None:
    """A process that an answer forks does not go on as a second test run."""
    run = graded("import os\ndef answer(n):\n    os.fork()\n    return n + 1\n")

    assert run.out.count("5 passed") == 1
    assert run.status == 0


def test_child_left_behind(clone: Clone) -> None:
    """A child process that an answer starts and leaves does not hold the run's output open."""
    clone.write(
        "exercises/lesson1/words.py",
        "import subprocess\ndef count(text):\n    subprocess.Popen(['sleep', '60'])\n    return len(text.split())\n",
    )
    run = clone.run("exercises/lesson1/words.py", "-s")

    assert (run.grades, run.status) == ({"lesson1/words": "2/2"}, 0)
