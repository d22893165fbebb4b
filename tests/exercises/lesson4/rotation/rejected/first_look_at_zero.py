"""Takes 0 for the time of the last look, before there was one.

fails: test_first_look
"""

import logging
import time

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    pass


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path, self.every_s, self.now = path, every_s, now
        self.last_look = 0.0
        self.value = None
        self.out = False

    def current(self):
        moment = self.now()
        if moment - self.last_look >= self.every_s:
            self.last_look = moment
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
