"""Value and time are attributes of the class, so all objects share them.

fails: test_two_files
"""

import logging
import time

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    pass


class SecretFile:
    cache = {"last_look": None, "value": None, "out": False}

    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path, self.every_s, self.now = path, every_s, now

    def current(self):
        moment = self.now()
        if self.cache["last_look"] is None or moment - self.cache["last_look"] >= self.every_s:
            self.cache["last_look"] = moment
            self.look()
        if self.cache["value"] is None:
            raise SecretUnavailable(f"no value in {self.path}")
        return self.cache["value"]

    def look(self):
        try:
            with open(self.path, encoding="utf-8") as file:
                text = file.read().strip()
        except OSError:
            text = ""
        if text:
            self.cache["value"], self.cache["out"] = text, False
        elif self.cache["value"] is not None and not self.cache["out"]:
            self.cache["out"] = True
            log.warning("%s has no value, the last one stays in use", self.path)
