"""Adds the interval to the time when the last look was due. After a quiet night it has a thousand looks to make up for.

fails: test_interval_begins_with_the_look
"""

import logging
import time

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    pass


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path, self.every_s, self.now = path, every_s, now
        self.due = None
        self.value = None
        self.out = False

    def current(self):
        moment = self.now()
        if self.due is None:
            self.due = moment
        if moment >= self.due:
            self.due += self.every_s
            self.look()
        if self.value is None:
            raise SecretUnavailable(f"no value in {self.path}")
        return self.value

    def look(self):
        try:
            with open(self.path, encoding="utf-8") as file:
                text = file.read().strip()
        except OSError:
            text = ""
        if text:
            self.value, self.out = text, False
        elif self.value is not None and not self.out:
            self.out = True
            log.warning("%s has no value, the last one stays in use", self.path)
