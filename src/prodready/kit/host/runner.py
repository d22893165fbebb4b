"""Runs learner code under a limit, on a thread of its own, so that a stuck call can be reported and given up."""

from __future__ import annotations

import ctypes
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from time import monotonic, sleep  # private references: the `clock` fixture replaces the module's

THREADS = sys.platform != "emscripten"
STOP_TRIES = 3


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
        self.start()

    def run(self) -> None:
        """Do one job after the other until None arrives."""
        try:
            while job := self.jobs.get():
                job()
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
            if not self.is_alive():
                return True
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident or 0), ctypes.py_object(GivenUp))
            end = monotonic() + 0.15
            while self.is_alive() and monotonic() < end:
                sleep(0.005)
            if not self.is_alive() or not self._moves():
                return True
        return False

    def _moves(self) -> bool:
        """Whether its innermost frame changes within a few hundredths of a second."""
        seen = set()
        for _ in range(5):
            frame = sys._current_frames().get(self.ident or 0)
            seen.add((id(frame), frame.f_lasti if frame else -1))
            sleep(0.01)
        return len(seen) > 1


class Runner:
    """Runs bodies under limits.

    Attributes:
        inline: Run on the caller's thread without a limit: for debuggers, and where there are no threads.
        runaway: Set when a stuck call could not be stopped and goes on computing.
    """

    def __init__(self) -> None:
        self.inline = not THREADS
        self.runaway = False
        self.thread: LearnerThread | None = None

    def run(self, body: Callable[[], None], limit: float) -> traceback.StackSummary | None:
        """Run `body`, at most `limit` seconds.

        Returns:
            None when it ended by itself, else the stack that it was stuck in.
        """
        if self.inline:
            body()
            return None
        if self.thread is None or self.thread.stuck or not self.thread.is_alive():
            self.thread = LearnerThread()
        done = threading.Event()

        def job() -> None:
            try:
                body()
            finally:
                done.set()

        self.thread.jobs.put(job)
        if done.wait(limit):
            return None
        self.thread.stuck = True
        stack = self.thread.stack()
        self.runaway = self.runaway or not self.thread.stop()
        return stack

    def reset(self) -> None:
        """Let the check's thread go."""
        if self.thread:
            self.thread.finish()
            self.thread = None
