"""Runs learner code under a limit, on a thread of its own, so that a stuck call can be reported and given up."""

from __future__ import annotations

import contextlib
import ctypes
import os
import queue
import signal
import sys
import threading
import traceback
import weakref
from _thread import allocate_lock
from collections.abc import Callable
from threading import enumerate as all_threads  # private references: learner code may replace the module's
from time import monotonic, process_time, sleep  # as above; the `clock` fixture replaces them too
from types import FrameType

THREADS = sys.platform != "emscripten"
STOP_TRIES = 3
STACK_BYTES = 64 << 20
"""Of the learner's thread. Recursion through C code stays within it up to `MAX_RECURSION`, so that it ends in an error."""

MAX_RECURSION = 30_000 if THREADS else 1000
"""Beyond it Pyodide, whose stack is the browser's, may end instead of raising an error."""

PATIENCE = 1.0
"""Seconds that busy threads have to end when they are told to."""

IDLE = 0.15
"""Share of a processor below which this process counts as waiting."""

OURS = frozenset({"faultserver", "frames", "metronome"})
"""Names of the kit's own threads."""

SPENT: weakref.WeakSet[threading.Thread] = weakref.WeakSet()
"""Threads that outlived the check that started them. They are told to end; what they still do counts for nobody."""

ALARM: Callable[[float], None] | None = None
"""Where there are no threads: has SIGINT raised in so many seconds, and now and then from there on; 0 ends that. None where
nobody can: there, whoever waits for the process has to give it up."""

_exit, _getpid, _signal = os._exit, os.getpid, signal.signal
_set_recursion_limit, _set_switch_interval = sys.setrecursionlimit, sys.setswitchinterval


class GivenUp(BaseException):
    """Raised inside learner code that has been running for longer than its limit."""


class LearnerThread(threading.Thread):
    """All calls of one check run on this thread: a connection that one call opened, the next may use.

    It is not the main thread, so signal handlers are as unavailable as inside a server.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True, name="learner")
        self.jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self.stuck = False
        self._pid = _getpid()
        before = threading.stack_size()
        with contextlib.suppress(ValueError, RuntimeError):
            threading.stack_size(STACK_BYTES)
        try:
            self.start()
        finally:
            threading.stack_size(before)

    def run(self) -> None:
        """Do one job after the other until None arrives."""
        try:
            while job := self.jobs.get():
                job()
                if _getpid() != self._pid:  # learner code forked, and its copy must not go on as a test run
                    _exit(0)
        except GivenUp:  # it arrived after the job had ended
            return

    def finish(self) -> None:
        """Let the thread end, without waiting for one that is stuck."""
        self.jobs.put(None)
        if not self.stuck:
            self.join(0.2)

    def stack(self) -> traceback.StackSummary:
        """Where it stands now."""
        frame = sys._current_frames().get(self.ident or 0)
        return traceback.extract_stack(frame) if frame else traceback.StackSummary()

    def stop(self) -> bool:
        """Raise `GivenUp` in it.

        Returns:
            False if it goes on computing all the same. A thread that waits in C code counts as stopped: it costs
            nothing, and meets the exception when it returns.
        """
        for _ in range(STOP_TRIES):
            tell_to_end(self)
            self.join(0.15)
            if not self.is_alive() or not _computing():
                return True
        return False


def tell_to_end(thread: threading.Thread) -> None:
    """Raise `GivenUp` in a thread, at its next step in Python code."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(GivenUp))


def _say_nothing(thread: threading.Thread) -> None:
    """Stands in for what a thread calls when an exception ends it."""


def _computing(share: float = IDLE) -> bool:
    """Whether this process uses more than a share of a processor while the caller sleeps."""
    began, used = monotonic(), process_time()
    sleep(0.05)
    return process_time() - used > share * (monotonic() - began)


class Runner:
    """Runs bodies under limits.

    Attributes:
        inline: Run on the caller's thread, where there are no threads: with what limit `ALARM` can give.
        runaway: Set when a stuck call could not be stopped and goes on computing.
    """

    def __init__(self) -> None:
        self.inline = not THREADS
        self.runaway = False
        self.thread: LearnerThread | None = None
        self._started: set[threading.Thread] = set()

    def run(self, body: Callable[[], None], limit: float | None) -> traceback.StackSummary | None:
        """Run `body`, at most `limit` seconds.

        Returns:
            None when it ended by itself, else the stack that it was stuck in.
        """
        if self.inline:
            return run_inline(body, limit)
        if self.thread is None or self.thread.stuck or not self.thread.is_alive():
            self.thread = LearnerThread()
        before, running = set(all_threads()), allocate_lock()
        running.acquire()

        def job() -> None:
            try:
                body()
            finally:
                running.release()

        self.thread.jobs.put(job)
        stack = None
        if not running.acquire(timeout=-1 if limit is None else limit):
            self.thread.stuck = True
            stack = self.thread.stack()
            self.runaway = not self.thread.stop() or self.runaway
        self._started |= {thread for thread in set(all_threads()) - before if thread.name not in OURS}
        return stack

    def finish_check(self) -> None:
        """Let the check's thread go, and tell the threads that it left behind to end."""
        left = [thread for thread in self._started if thread.is_alive()]
        for thread in left:
            SPENT.add(thread)
            vars(thread)["_invoke_excepthook"] = _say_nothing  # pytest would warn of `GivenUp`
            tell_to_end(thread)
        end = monotonic() + PATIENCE
        while any(thread.is_alive() for thread in left) and monotonic() < end and _computing(0.02):
            pass  # what they print later might reach the terminal; those that wait in C code print nothing
        self._started.clear()
        if self.thread:
            if self.thread.stuck:
                SPENT.add(self.thread)
            self.thread.finish()
            self.thread = None


def run_inline(body: Callable[[], None], limit: float | None) -> traceback.StackSummary | None:
    """Run `body` on this thread; see `Runner.run`. Code that swallows `GivenUp`, or computes in C, is not stopped."""
    if ALARM is None or limit is None:
        body()
        return None
    stuck: list[traceback.StackSummary] = []

    def give_up(number: int, frame: FrameType | None) -> None:
        stuck.append(traceback.extract_stack(frame))
        raise GivenUp

    before = _signal(signal.SIGINT, give_up)
    ALARM(limit)
    try:
        with contextlib.suppress(GivenUp):  # it may arrive when `body` has caught the first one already
            body()
    finally:
        ALARM(0)
        _signal(signal.SIGINT, before)
    return stuck[0] if stuck else None


def bounded_recursion_limit(limit: int) -> None:
    """Stands in for `sys.setrecursionlimit`: never below what the suite's side needs, never beyond the thread's stack."""
    _set_recursion_limit(max(sys.getrecursionlimit(), min(limit, MAX_RECURSION)))


def bounded_switch_interval(seconds: float) -> None:
    """Stands in for `sys.setswitchinterval`: the suite's side must get its turn."""
    _set_switch_interval(min(seconds, 0.01))
