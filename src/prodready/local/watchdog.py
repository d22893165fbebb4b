"""Ends a run that learner code holds below Python, where no exception reaches it, and lets a report survive.

The interpreter's own watchdog (`faulthandler.dump_traceback_later`) runs on a C thread, so it fires even while C code
keeps the interpreter lock. It can only dump stacks and exit; the words come from a second process, the watcher.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from prodready.words import say

GRACE = 3.0
"""Seconds beyond a call's limit; within them the call is given up in the ordinary way."""


class Watchdog:
    """Watches the calls of one pytest process.

    Args:
        whole_run: Whether nothing but checks runs, so that a crash is the check's, and its stacks are for the watcher.
            pytest would print them, with the suite's lines among them.
    """

    def __init__(self, *, whole_run: bool) -> None:
        handle, self._dump = tempfile.mkstemp(prefix="stacks-")
        self._file = os.fdopen(handle, "w", encoding="utf-8")
        command = [sys.executable, "-I", "-S", str(Path(__file__).with_name("watcher.py")), self._dump, _told()]
        self._watcher = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, encoding="utf-8"
        )
        self._whole_run = whole_run
        if whole_run:
            faulthandler.enable(self._file)

    def begin_check(self, key: str, title: str, path: Path, name: str) -> None:
        """Tell the watcher what is about to run."""
        self._tell(check=[key, title, str(path), name])

    def note(self, work: str, line: str) -> None:
        """Tell the watcher how a piece of work stands."""
        self._tell(note=[work, line])

    def watch(self, seconds: float) -> None:
        """Arm for a call of at most `seconds`; 0 disarms."""
        if seconds:
            faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=self._file)
        else:
            faulthandler.cancel_dump_traceback_later()

    def close(self) -> None:
        """The run has ended by itself."""
        faulthandler.cancel_dump_traceback_later()
        if self._whole_run:
            faulthandler.disable()
        self._tell(bye=True)
        with contextlib.suppress(OSError):
            if self._watcher.stdin:
                self._watcher.stdin.close()
        self._watcher.wait()
        self._file.close()
        Path(self._dump).unlink()

    def _tell(self, **message: object) -> None:
        with contextlib.suppress(OSError, ValueError):
            if self._watcher.stdin:
                self._watcher.stdin.write(json.dumps(message) + "\n")
                self._watcher.stdin.flush()


def _told() -> str:
    """The watcher's words, as JSON; some with fields still to be filled in."""
    fields = {name: "{" + name + "}" for name in ("key", "title", "where")}
    words = {name: say(f"watchdog.{name}") for name in ("ended", "crashed", "remedy")}
    return json.dumps(words | {"check": say("watchdog.check", **fields)})
