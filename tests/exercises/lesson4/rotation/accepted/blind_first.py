"""Written from the page and the starter alone."""

import logging
import os
import time

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    """No value has been found yet."""


class SecretFile:
    """The value of a mounted file."""

    def __init__(self, path, *, every_s, now=time.monotonic):
        self._path = os.fspath(path)
        self._name = os.path.basename(self._path)
        self._every_s = every_s
        self._now = now
        self._looked_at = None  # by now(); None: never looked
        self._value = None  # found last; None: none yet
        self._outage = False

    def __repr__(self):
        return f"{type(self).__name__}({self._path!r}, every_s={self._every_s!r})"

    def current(self):
        """The value that was found last, after a new look if one is due."""
        now = self._now()
        if self._looked_at is None or now - self._looked_at >= self._every_s:
            self._looked_at = now
            self._look()
        if self._value is None:
            raise SecretUnavailable(f"{self._name}: no value has been found yet")
        return self._value

    def _look(self):
        # Always reads: a secret is small, and size and modification time may be the same after an exchange.
        value, reason = self._read()
        if value:
            ended, self._outage = self._outage, False
            self._value = value
            if ended:
                log.info("%s: has a value again", self._name)
        elif self._value is not None and not self._outage:
            self._outage = True
            log.warning("%s: no value (%s), the last one stays in use", self._name, reason)

    def _read(self):
        """The value, or the reason why there is none. The error stays here: one about the encoding holds the bytes."""
        try:
            with open(self._path, "rb") as file:  # as bytes, so that line ends inside a value stay as they are
                value = file.read().decode("utf-8").strip()
        except OSError as error:
            return None, type(error).__name__
        except UnicodeDecodeError:
            return None, "not UTF-8"
        return value, "empty"
