"""Ways out of the process are closed to learner code, and what is its own stays usable."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from prodready.kit.learner import Learner

Submit = Callable[..., Learner]


def test_ended_for_the_rest_of_the_check(submit: Submit, next_check: Callable[[Learner], Learner]) -> None:
    """After a way out was tried, further calls of the same check say that there is nobody any more."""
    learner = submit("import os\ndef leave(): os._exit(0)\ndef answer(): return 1\n")
    assert learner.call("leave").gone == "os._exit(0)"
    assert "an earlier call of this check did not come back" in learner.call("answer").show()

    assert next_check(learner).call("answer").value == 1


def test_stuck_for_the_rest_of_the_check(submit: Submit) -> None:
    """After a call was given up, the same holds, as where its process was killed."""
    learner = submit("import time\ndef wait(): time.sleep(9)\ndef answer(): return 1\n")

    assert learner.limit(0.1).call("wait").stuck
    assert learner.call("answer").gone


def test_real_functions_are_back(submit: Submit) -> None:
    """Between calls the suite's side has the real functions."""
    before = (os._exit, os.close, os.write, os.kill)
    submit("def answer(): return 1\n").call("answer")

    assert (os._exit, os.close, os.write, os.kill) == before


def test_own_descriptors(submit: Submit) -> None:
    """Descriptors that the answer has opened it can write to and close, also in a later call."""
    text = "import os\ndef start():\n    global r, w\n    r, w = os.pipe()\n    os.write(w, b'x')\ndef end():\n    os.close(w)\n    return os.read(r, 9), os.read(r, 9)\n"
    learner = submit(text)
    learner.call("start")

    assert learner.call("end").value == (b"x", b"")


def test_number_given_again(submit: Submit) -> None:
    """A descriptor number that the suite's side has closed since is the answer's when it gets it."""
    reader, writer = os.pipe()
    learner = submit("import os\ndef answer():\n    r, w = os.pipe()\n    os.close(w)\n    return os.read(r, 9)\n")
    os.close(reader)
    os.close(writer)

    assert learner.limit(1).call("answer").value == b""


@pytest.mark.parametrize(
    "statement", ["os.close({fd})", "os.closerange(3, 1000)", "os.dup2(0, {fd})", "os.write({fd}, b'SPAM')"]
)
def test_descriptors_of_the_suite(submit: Submit, statement: str) -> None:
    """Descriptors of the suite's side stay as they are."""
    reader, writer = os.pipe()
    submit(f"import os\ndef answer(): {statement.format(fd=writer)}\n").call("answer")
    os.write(writer, b"mine")

    assert os.read(reader, 99) == b"mine"
    os.close(reader)
    os.close(writer)


def test_children(submit: Submit) -> None:
    """The answer may start processes and wait for them."""
    command = [sys.executable, "-c", "import sys; sys.exit(3)"]

    assert (
        submit(f"import subprocess\ndef answer(): return subprocess.run({command!r}).returncode\n").call("answer").value
        == 3
    )


@pytest.mark.skipif(os.name == "nt", reason="there is no fork")
def test_forked_children(submit: Submit) -> None:
    """A child that the answer forks may end as it likes, and the answer sees how."""
    text = "import os\ndef answer():\n    pid = os.fork()\n    if not pid: os._exit(7)\n    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])\n"

    assert submit(text).call("answer").value == 7


@pytest.mark.skipif(os.name == "nt", reason="there is no fork")
def test_forked_child_that_returns(submit: Submit) -> None:
    """A forked child that returns from the call ends there, and does not run on as the suite."""
    text = "import os\ndef answer():\n    pid = os.fork()\n    return pid and os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])\n"

    assert submit(text).limit(3).call("answer").value == 0


def test_signals_to_others(submit: Submit) -> None:
    """Signals to other processes, and the test whether one is there, work."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"]) as child:
        text = f"import os, signal\ndef answer():\n    os.kill(os.getpid(), 0)\n    os.kill({child.pid}, signal.SIGTERM)\n    return 1\n"
        outcome = submit(text).call("answer")

        assert (outcome.value, child.wait(5)) == (1, -15)


def test_atexit_of_a_library(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a library registers for the end of the process is kept; what the answer registers is not."""
    registered: list[object] = []
    monkeypatch.setattr(
        "prodready.kit.host.guards._atexit_register", lambda function, *args: registered.append(function)
    )
    submit(
        "import atexit, weakref\natexit.register(print)\nexec(compile('atexit.register(len)', 'library.py', 'exec'))\n"
    ).load()

    assert registered == [len]


def test_timer(submit: Submit) -> None:
    """A timer that would end the process during some later call counts at once."""
    text = "import signal\ndef answer(): signal.alarm(5)\ndef off(): return signal.alarm(0)\n"

    assert submit(text).call("answer").gone == "signal.alarm(5) without a handler"
    assert submit(text).call("off").value == 0


def test_calls_run_beside_the_main_thread(submit: Submit) -> None:
    """All calls of a check run on one thread that is not the main thread, as in a server."""
    learner = submit("import threading\ndef answer(): return threading.get_ident()\n")
    idents = {learner.call("answer").value, learner.call("answer").value}

    assert len(idents) == 1
    assert idents != {threading.main_thread().ident}
