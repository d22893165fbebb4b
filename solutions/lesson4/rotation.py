"""Reference solution: one look per interval, which reads the file; what it finds replaces the value, or it does not."""

import logging
import time
from pathlib import Path

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    """No value has been found yet."""


class SecretFile:
    """The value of a mounted file.

    Args:
        path: The file. It is opened by this name each time, because what the name leads to is exchanged.
        every_s: Seconds between two looks, at least.
        now: A monotonic clock in seconds.
    """

    def __init__(self, path, *, every_s, now=time.monotonic):
        self._path, self._every_s, self._now = Path(path), every_s, now
        self._looked_at = None
        self._value = ""
        self._found = False

    def __repr__(self):
        return f"SecretFile({str(self._path)!r})"

    def current(self):
        """The value that was found last; raises SecretUnavailable if there has never been one."""
        now = self._now()
        if self._looked_at is None or now - self._looked_at >= self._every_s:
            self._looked_at = now
            self._look()
        if not self._value:
            raise SecretUnavailable(f"{self._path} has no value yet")
        return self._value

    def _look(self):
        """Read the file. It holds a few bytes, so asking first whether it has changed would cost as much."""
        reason = "it is empty"
        try:
            found = self._path.read_text(encoding="utf-8").strip()
        except OSError as error:
            found, reason = "", error
        if found:
            self._value, self._found = found, True
        elif self._found:
            self._found = False
            log.warning("%s: %s; the last value stays in use", self._path, reason)
