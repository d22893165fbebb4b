"""Every new value is a warning.

fails: test_never_a_value, test_outage_is_logged_once, test_each_outage_is_logged, test_quiet_when_all_is_well
"""

import logging
import time

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    pass


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path, self.every_s, self.now = path, every_s, now
        self.last_look = None
        self.value = None
        self.out = False

    def current(self):
        moment = self.now()
        if self.last_look is None or moment - self.last_look >= self.every_s:
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
            if text != self.value:
                log.warning("%s: a new value is in use", self.path)
            self.value, self.out = text, False
        elif self.value is not None and not self.out:
            self.out = True
            log.warning("%s has no value, the last one stays in use", self.path)
