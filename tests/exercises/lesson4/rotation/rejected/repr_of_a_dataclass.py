"""A dataclass writes all of its fields into its repr, the value, too.

fails: test_secret_is_shown_nowhere
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    pass


@dataclass
class SecretFile:
    path: str
    every_s: float
    now: Callable[[], float] = time.monotonic
    last_look: float | None = None
    value: str | None = None
    out: bool = False

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
            self.value, self.out = text, False
        elif self.value is not None and not self.out:
            self.out = True
            log.warning("%s has no value, the last one stays in use", self.path)
