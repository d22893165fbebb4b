"""In one process with the suite: learner code may try to end that process, or to close what it writes to.

Python's own ways out become an error that the check reports. Ways below Python (a crash in C code) are the watchdog's.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

STANDARD = (0, 1, 2)


class ProcessEnded(BaseException):
    """Learner code ended the process, or would have.

    Args:
        how: The call, such as `os._exit(3)`.
    """

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class Guards:
    """Stand-ins for calls that would hit the suite as well.

    Attributes:
        ended: The first way out that was tried during the current call. Kept here too, because learner code may
            swallow the exception.
    """

    def __init__(self) -> None:
        self.ended = ""
        self._real = {name: getattr(os, name) for name in ("write", "close", "closerange", "dup2", "kill")}

    def _end(self, how: str) -> Any:
        self.ended = self.ended or how
        raise ProcessEnded(how)

    def _exit(self, status: int = 0) -> None:
        self._end(f"os._exit({status})")

    def _abort(self) -> None:
        self._end("os.abort()")

    def _kill(self, pid: int, signal_number: int) -> None:
        fatal = {signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM), getattr(signal, "SIGABRT", signal.SIGTERM)}
        if pid in (0, -1, os.getpid()) and signal_number in fatal:
            self._end(f"os.kill of its own process with signal {int(signal_number)}")
        self._real["kill"](pid, signal_number)

    def _write(self, fd: int, data: Any) -> int:
        return len(data) if fd in STANDARD else int(self._real["write"](fd, data))

    def _close(self, fd: int) -> None:
        if fd not in STANDARD:
            self._real["close"](fd)

    def _closerange(self, low: int, high: int) -> None:
        self._real["closerange"](max(low, 3), high)

    def _dup2(self, fd: int, fd2: int, inheritable: bool = True) -> int:
        return fd2 if fd2 in STANDARD else int(self._real["dup2"](fd, fd2, inheritable))

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Put the stand-ins in place for one call."""
        self.ended = ""
        replaced: dict[str, Callable[..., Any]] = {
            "_exit": self._exit, "abort": self._abort, "kill": self._kill, "write": self._write,
            "close": self._close, "closerange": self._closerange, "dup2": self._dup2,
        }  # fmt: skip
        saved = {name: getattr(os, name) for name in replaced if hasattr(os, name)}
        for name in saved:
            setattr(os, name, replaced[name])
        try:
            yield
        finally:
            for name, value in saved.items():
                setattr(os, name, value)
