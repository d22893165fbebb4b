"""Two objects: one says when to look, the other one holds the value in pydantic's SecretStr."""

import logging
import os
import time
from dataclasses import dataclass

from pydantic import SecretStr

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    pass


class Interval:
    def __init__(self, every_s, now):
        self.every_s, self.now, self.started = every_s, now, None

    def over(self):
        moment = self.now()
        over = self.started is None or moment - self.started >= self.every_s
        if over:
            self.started = moment
        return over


@dataclass
class State:
    value: SecretStr | None = None
    outage: bool = False


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path, self.interval, self.state = path, Interval(every_s, now), State()

    def __repr__(self):
        return f"<SecretFile {os.path.basename(self.path)} {self.state}>"

    def current(self):
        if self.interval.over():
            self.state = self.look()
        if self.state.value is None:
            raise SecretUnavailable(f"{self.path} has never had a value")
        return self.state.value.get_secret_value()

    def look(self):
        before = self.state
        try:
            with open(self.path, encoding="utf-8") as file:
                if text := file.read().strip():
                    return State(SecretStr(text))
        except OSError:
            log.debug("%s", self.path, exc_info=True)
        if before.value is None:
            return before
        if not before.outage:
            log.error("%s has no value at the moment", self.path)
        return State(before.value, outage=True)
