"""Written from the page and the starter alone."""

import logging
import time
from pathlib import Path

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    """No value has been found yet."""


class SecretFile:
    """The value of a mounted file."""

    def __init__(self, path, *, every_s, now=time.monotonic):
        self._path, self._every_s, self._now = Path(path), every_s, now
        self._looked_at = None
        self._value = ""  # the last one found; empty: none yet
        self._outage = False

    def current(self):
        now = self._now()
        if self._looked_at is None or now - self._looked_at >= self._every_s:
            self._looked_at = now
            self._look()
        if not self._value:
            raise SecretUnavailable(f"{self._path.name}: no value has been found yet")
        return self._value

    def _look(self):
        try:
            found = self._path.read_bytes().decode("utf-8").strip()
        except (OSError, UnicodeDecodeError):  # not logged: the latter's repr shows the bytes
            found = ""
        if self._value and not found and not self._outage:
            log.warning("%s has no value, the last one stays in use", self._path.name)
        self._outage = bool(self._value and not found)
        self._value = found or self._value
