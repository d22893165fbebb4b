"""What learner code changes in the shared process is its own during a check, and gone for everybody else."""

from __future__ import annotations

import builtins
import gc
import json
import logging
import os
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import requests

from prodready.kit.host.sources import Sources
from prodready.kit.learner import Learner

Submit = Callable[..., Learner]
NextCheck = Callable[[Learner], Learner]

SHARED: dict[str, Callable[[], Any]] = {
    "import builtins; builtins.len = None": lambda: builtins.len,
    "import builtins; del builtins.sum": lambda: builtins.sum,
    "import time; time.sleep = None": lambda: time.sleep,
    "import os; os.getcwd = None": lambda: os.getcwd,
    "import os; os.environ = {}": lambda: os.environ,
    "import os; os.environ['SHOP'] = 'north'": lambda: dict(os.environ),
    "import os; os.environ.clear()": lambda: dict(os.environ),
    "import os; os.chdir('/')": os.getcwd,
    "import sys; sys.stdout = sys.stderr = None": lambda: (sys.stdout, sys.stderr),
    "import sys; sys.__stdout__ = None": lambda: sys.__stdout__,
    "import sys; sys.path.insert(0, '/nowhere')": lambda: list(sys.path),
    "import sys; sys.path = []": lambda: (id(sys.path), list(sys.path)),
    "import sys; sys.argv[:] = ['x']": lambda: list(sys.argv),
    "import sys; sys.meta_path.clear()": lambda: [
        finder for finder in sys.meta_path if not isinstance(finder, Sources)
    ],
    "import sys; sys.modules['json'] = None": lambda: sys.modules["json"],
    "import sys; del sys.modules['logging']": lambda: sys.modules["logging"],
    "import sys; sys.excepthook = None": lambda: sys.excepthook,
    "import threading; threading.excepthook = None": lambda: threading.excepthook,
    "import json; json.dumps = None": lambda: json.dumps,
    "import json; json.JSONEncoder.default = None": lambda: json.JSONEncoder.default,
    "import socket; socket.socket.connect = None": lambda: socket.socket.connect,
    "import logging; logging.root.handlers.clear()": lambda: list(logging.root.handlers),
    "import logging; logging.root.setLevel(1)": lambda: logging.root.level,
    "import logging; logging.disable(50)": lambda: logging.root.manager.disable,
    "import logging; logging.Logger.info = None": lambda: logging.Logger.info,
}
ANSWER = "\ndef answer(n):\n    return n + 1\n"


@pytest.mark.parametrize("statement", SHARED)
def test_given_back_after_each_call(submit: Submit, statement: str) -> None:
    """Between two calls the suite's side finds what it had, whatever the import of the answer has changed."""
    before = SHARED[statement]()
    outcome = submit(statement + ANSWER).call("answer", 1)

    assert SHARED[statement]() == before
    assert outcome.value == 2


UNTIL_NEXT_CHECK: dict[str, Callable[[], Any]] = {
    "import sys; sys.setrecursionlimit(5000)": sys.getrecursionlimit,
    "import sys; sys.setswitchinterval(0.001)": sys.getswitchinterval,
    "import threading; threading.stack_size(1 << 20)": threading.stack_size,
    "import gc; gc.disable()": gc.isenabled,
    "import tempfile; tempfile.tempdir = '/nowhere'": tempfile.gettempdir,
    "import socket; socket.setdefaulttimeout(1)": socket.getdefaulttimeout,
    "import requests; requests.Session.request = None": lambda: requests.Session.request,
    "import requests; requests.get = None": lambda: requests.get,
    "import httpx; httpx.Client.send = None": lambda: httpx.Client.send,
    "import logging; logging.getLogger('shop').setLevel(1)": lambda: logging.getLogger("shop").level,
    "import logging; logging.getLogger('shop').propagate = False": lambda: logging.getLogger("shop").propagate,
    "import urllib.request as r; r.install_opener(r.build_opener())": lambda: sys.modules["urllib.request"]._opener,
}


@pytest.mark.parametrize("statement", UNTIL_NEXT_CHECK)
def test_given_back_after_each_check(submit: Submit, next_check: NextCheck, statement: str) -> None:
    """The next check finds the process as it was, whatever the check before has set."""
    learner = submit(statement + ANSWER)
    before = UNTIL_NEXT_CHECK[statement]()
    assert learner.call("answer", 1).value == 2
    next_check(learner)

    assert UNTIL_NEXT_CHECK[statement]() == before


def test_loggers_of_a_check_go_with_it(submit: Submit, next_check: NextCheck) -> None:
    """A logger that a check has named does not exist in the next one; those of libraries that it imported do."""
    learner = submit(
        """
        import logging
        names = ("shop.till", "shop", "wave.file")
        def answer(): return [logging.getLogger(name).name for name in names]
        def known(): return [name for name in names if name in logging.root.manager.loggerDict]
        import wave
        """
    )
    learner.call("answer")

    assert next_check(learner).call("known").value == ["wave.file"]


def test_found_again_by_the_learner(submit: Submit) -> None:
    """What the answer has replaced at import it finds again at each call of the same check."""
    learner = submit(
        "import json, time\ntime.sleep = json.JSONEncoder.default = len\ndef same(): return time.sleep is json.JSONEncoder.default is len\n"
    )

    assert [learner.call("same").value, learner.call("same").value] == [True, True]


def test_environment_lasts_for_a_check(submit: Submit, next_check: NextCheck) -> None:
    """A variable that the answer sets is there at its next call, and gone in the next check."""
    learner = submit("import os\ndef set(): os.environ['SHOP'] = 'north'\ndef get(): return os.environ.get('SHOP')\n")
    learner.call("set")
    assert learner.call("get").value == "north"

    assert next_check(learner).call("get").value is None


def test_imported_submodules_stay(submit: Submit) -> None:
    """A submodule that the answer imports first is still an attribute of its package later."""
    sys.modules.pop("json.tool", None)
    vars(json).pop("tool", None)
    submit("import json.tool" + ANSWER).call("answer", 1)

    assert json.tool is sys.modules["json.tool"]  # type: ignore[attr-defined]


def test_logging_of_pytest_is_taken_off(submit: Submit, caplog: pytest.LogCaptureFixture) -> None:
    """A wrong call of a logger does not stop the answer, as it would with pytest's handlers, which raise."""
    outcome = submit("import logging\ndef answer(): logging.error('rejected', ValueError())\n").call("answer")

    assert outcome.returned
    assert "--- Logging error ---" in outcome.stderr
    assert caplog.records == []


def test_warnings_are_nobodys_output(submit: Submit) -> None:
    """Warnings reach neither stderr nor the caller, whatever the machine has set."""
    outcome = submit("import warnings\ndef answer(): warnings.warn('old', DeprecationWarning)\n").call("answer")

    assert (outcome.returned, outcome.stderr) == (True, "")


def test_errors_of_threads_reach_stderr(submit: Submit) -> None:
    """An error in a thread of the answer is on its stderr, as in production, and not pytest's."""
    text = "import threading\ndef answer():\n    thread = threading.Thread(target=lambda: 1 / 0)\n    thread.start()\n    thread.join()\n"

    assert "ZeroDivisionError" in submit(text).call("answer").stderr


def test_text_held_back(submit: Submit) -> None:
    """What a stream of the answer's own making holds back is its output all the same."""
    text = "import io, sys\nsys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')\ndef answer(): print('é', end='')\n"

    assert submit(text).call("answer").stdout == "é"


@pytest.mark.parametrize(
    "statement", ["os.write(1, b'SPAM')", "sys.__stdout__.write('SPAM')", "subprocess.run(['echo', 'SPAM'])"]
)
def test_output_below_python(submit: Submit, capfd: pytest.CaptureFixture[str], statement: str) -> None:
    """What is written below `sys.stdout`, or by a child, does not reach the suite's side."""
    submit(f"import os, subprocess, sys\ndef answer(): {statement}\n").call("answer")

    assert capfd.readouterr() == ("", "")


def test_output_is_bounded(submit: Submit) -> None:
    """Endless output costs time, not memory."""
    outcome = submit("def answer():\n    while True: print('x' * 10_000)\n").limit(0.2).call("answer")

    assert outcome.stuck
    assert len(outcome.stdout) == 20_000


def test_events_are_bounded(submit: Submit) -> None:
    """Thousands of log events are cut off, and the answer still counts."""
    text = "import logging\ndef answer():\n    for n in range(5000): logging.error('x' * 1000)\n    return n\n"
    outcome = submit(text).call("answer")

    assert outcome.value == 4999
    assert 50 < len(outcome.events) < 150


LEAVES = """
import logging, threading, time

def later():
    try:
        time.sleep(0.1)
    except BaseException:
        pass
    print("late")
    logging.error("late")

def answer():
    threading.Thread(target=later).start()

def other():
    time.sleep(0.2)
"""


def test_threads_of_an_earlier_check(submit: Submit, next_check: NextCheck) -> None:
    """What a thread of an earlier check prints or logs does not count for a later one."""
    learner = submit(LEAVES)
    learner.call("answer")
    outcome = next_check(learner).call("other")

    assert (outcome.stdout, outcome.events) == ("", [])


def test_threads_are_told_to_end(submit: Submit) -> None:
    """Threads that a check has left end with it."""
    learner = submit(
        "import threading\ndef spin():\n    while True: pass\ndef answer(): threading.Thread(target=spin, name='spin').start()\n"
    )
    learner.call("answer")
    learner.link.end_check()

    assert "spin" not in [thread.name for thread in threading.enumerate()]
