"""In one process with the suite: learner code may try to end that process, or to close what it writes to.

Python's own ways out become an error that the check reports. Ways below Python (a crash in C code) are the watchdog's.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Callable
from threading import current_thread  # private reference: learner code may replace the module's
from typing import Any

from prodready.kit.host.runner import SPENT
from prodready.kit.host.swap import Name

STANDARD = (0, 1, 2)
MAX_DESCRIPTOR = 1024
"""Descriptors below it are remembered; a test run has a few dozen."""

_QUIET = ("SIGCHLD", "SIGCONT", "SIGURG", "SIGWINCH")
_HARMLESS = frozenset() if os.name == "nt" else frozenset({0, *(getattr(signal, name, 0) for name in _QUIET)})
"""Signals that end nothing (see signal(7)). Learner code is not on the main thread, so no signal has a handler of its own.
On Windows 0 is CTRL_C_EVENT."""

_EXECS = ("execv", "execve")
"""The other functions of that family call one of these."""

_USED = ("_exit", "abort", "close", "dup2", "execv", "execve", "getpid", "getppid", "kill", "killpg", "write")


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

    Args:
        is_own: Whether a file belongs to the submission.
        shared: Whether the suite lives in this process. Where it does not, the process may end, and only a timer that
            would end it during some later call is kept from being set.

    Attributes:
        shared: See above.
        ended: The first way out that was tried during the current call. Kept here too, because learner code may
            swallow the exception.
        status: The exit status that the process would have had.
        descriptors: What the suite's side has open besides, for the current call.
    """

    def __init__(self, is_own: Callable[[str], bool], *, shared: bool) -> None:
        self.shared = shared
        self.ended, self.status = "", 0
        self.descriptors: frozenset[int] = frozenset()
        self._is_own, self._pid = is_own, os.getpid()
        # Windows does not tell one pipe from another, so a number that was given again would never be closed.
        known = range(MAX_DESCRIPTOR if shared and os.name != "nt" else 0)
        self._held = {fd: identity for fd in known if (identity := _identity(fd))}
        self._real: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in _USED if hasattr(os, name)}

    def stand_ins(self) -> dict[Name, Any]:
        """What is replaced during a call, where the system has it."""
        replaced: dict[Name, Any] = {(signal, "alarm"): self._alarm, (signal, "setitimer"): self._setitimer}
        if self.shared:
            replaced |= self._for_shared_process()
        return {(owner, name): value for (owner, name), value in replaced.items() if hasattr(owner, name)}

    def _for_shared_process(self) -> dict[Name, Any]:
        return {
            (os, "_exit"): self._exit, (os, "abort"): self._abort, (os, "kill"): self._kill, (os, "killpg"): self._killpg,
            (os, "write"): self._write, (os, "close"): self._close, (os, "closerange"): self._closerange, (os, "dup2"): self._dup2,
            (signal, "raise_signal"): self._raise_signal, (atexit, "register"): self._register,
            **{(os, name): self._exec for name in _EXECS},
        }  # fmt: skip

    # ---- ways out

    def _end(self, how: str, status: int) -> Any:
        if not self.ended and current_thread() not in SPENT:
            self.ended, self.status = how, status
        raise ProcessEnded(how)

    def _in_child(self) -> bool:
        """Whether learner code has forked: a child of its own may do as it likes."""
        return self._real["getpid"]() != self._pid  # type: ignore[no-any-return]

    def _exit(self, status: int = 0) -> None:
        if self._in_child():
            self._real["_exit"](status)
        self._end(f"os._exit({status})", status)

    def _abort(self) -> None:
        if self._in_child():
            self._real["abort"]()
        self._end("os.abort()", 128 + signal.SIGABRT)

    def _kill(self, pid: int, number: int) -> None:
        if self._in_child() or number in _HARMLESS or pid not in self._us():
            self._real["kill"](pid, number)
        else:
            self._end(f"os.kill of its own process with signal {int(number)}", 128 + number)

    def _us(self) -> set[int]:
        us = {0, -1, self._pid, self._real["getppid"]()}
        return us | {-os.getpgrp()} if hasattr(os, "getpgrp") else us

    def _killpg(self, group: int, number: int) -> None:
        if group in (0, os.getpgrp()):
            self._kill(0, number)
        else:
            self._real["killpg"](group, number)

    def _raise_signal(self, number: int) -> None:
        self._kill(self._real["getpid"](), number)

    def _alarm(self, seconds: int) -> int:
        if seconds and not self._in_child():
            self._end(f"signal.alarm({seconds}) without a handler", 128 + signal.SIGALRM)
        return 0

    def _setitimer(self, which: int, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        if seconds and not self._in_child():
            self._end(f"signal.setitimer of {seconds} s without a handler", 128 + signal.SIGALRM)
        return 0.0, 0.0

    def _exec(self, path: Any, *args: Any) -> None:
        if self._in_child():
            self._real["execve" if len(args) > 1 else "execv"](path, *args)
        self._end("os.exec", 0)

    def _register(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[..., Any]:
        """A submission's own functions are not for the end of a test run; libraries may tidy up then."""
        if not self._is_own(sys._getframe(1).f_code.co_filename):
            _atexit_register(function, *args, **kwargs)
        return function

    # ---- descriptors

    def _is_held(self, fd: int) -> bool:
        """Whether the suite's side has it open. A number that was closed since, and given again, is learner code's."""
        held = fd in STANDARD or fd in self.descriptors or (fd in self._held and self._held[fd] == _identity(fd))
        return held and not self._in_child()

    def _write(self, fd: int, data: Any) -> int:
        return len(data) if self._is_held(fd) else int(self._real["write"](fd, data))

    def _close(self, fd: int) -> None:
        if not self._is_held(fd):
            self._real["close"](fd)

    def _closerange(self, low: int, high: int) -> None:
        for fd in range(low, min(high, MAX_DESCRIPTOR)):
            if _identity(fd) and not self._is_held(fd):
                self._real["close"](fd)

    def _dup2(self, fd: int, fd2: int, inheritable: bool = True) -> int:
        return fd2 if self._is_held(fd2) else int(self._real["dup2"](fd, fd2, inheritable))


_atexit_register = atexit.register
_fstat = os.fstat


def _identity(fd: int) -> tuple[int, int] | None:
    """What a descriptor leads to; None if it is closed."""
    try:
        found = _fstat(fd)
    except OSError:
        return None
    return found.st_dev, found.st_ino
