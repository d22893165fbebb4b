"""Limits where there are no threads, as in Pyodide: here an alarm of the system plays the browser's part."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator

import pytest

from prodready.kit.host import runner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signal.setitimer")

LIMIT_S = 0.3


@pytest.fixture(autouse=True)
def alarm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Raises SIGINT when the time is up, and again from then on."""
    assert threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, lambda number, frame: signal.raise_signal(signal.SIGINT))
    monkeypatch.setattr(runner, "ALARM", lambda seconds: signal.setitimer(signal.ITIMER_REAL, seconds, seconds))
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def test_an_endless_loop_is_given_up_where_it_stands() -> None:
    """The stack names the function that went on."""

    def loops() -> None:
        while True:
            pass

    stack = runner.run_inline(loops, LIMIT_S)
    assert stack is not None
    assert "loops" in [frame.name for frame in stack]


def test_what_ends_in_time_is_left_alone() -> None:
    """No stack, and no alarm goes off afterwards."""
    assert runner.run_inline(lambda: None, LIMIT_S) is None
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_body_that_catches_it_once_is_given_up_all_the_same() -> None:
    """`except BaseException` around the loop does not hide that the limit is over."""

    def catches() -> None:
        with contextlib.suppress(BaseException):
            while True:
                pass

    assert runner.run_inline(catches, LIMIT_S) is not None
