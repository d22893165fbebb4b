"""Compares a hash of the content, to note at INFO when a new value has arrived; structlog for the log."""

import hashlib
import time
from pathlib import Path

import structlog

log = structlog.get_logger()


class SecretUnavailable(Exception):
    pass


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self._path = Path(path)
        self._every_s = every_s
        self._now = now
        self._looks = []
        self._digest = None
        self._value = None
        self._healthy = True

    def current(self):
        if self._is_due():
            self._look()
        if self._value is None:
            raise SecretUnavailable(f"{self._path.name}: no value yet")
        return self._value

    def _is_due(self):
        now = self._now()
        if self._looks and now < self._looks[-1] + self._every_s:
            return False
        self._looks[:] = [now]
        return True

    def _look(self):
        try:
            content = self._path.read_bytes().strip()
        except OSError as error:
            self._missed(type(error).__name__)
            return
        if not content:
            self._missed("empty")
            return
        self._healthy = True
        digest = hashlib.sha256(content).digest()
        if digest != self._digest:
            self._digest, self._value = digest, content.decode()
            log.info("secret loaded", path=str(self._path), length=len(content))

    def _missed(self, reason):
        if self._value is not None and self._healthy:
            log.warning("secret unreadable", path=str(self._path), reason=reason)
        self._healthy = self._value is None
