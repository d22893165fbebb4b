"""A dataclass that reads the file at each look and keeps the text out of its repr."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    pass


@dataclass
class SecretFile:
    path: str
    every_s: float = field(kw_only=True)
    now: Callable[[], float] = field(kw_only=True, default=time.monotonic, repr=False)
    _value: str | None = field(init=False, default=None, repr=False)
    _due: float = field(init=False, default=float("-inf"), repr=False)
    _failing: bool = field(init=False, default=False, repr=False)

    def current(self) -> str:
        moment = self.now()
        if moment >= self._due:
            self._due = moment + self.every_s
            self._refresh()
        if self._value is None:
            raise SecretUnavailable(f"no secret in {self.path}")
        return self._value

    def _refresh(self) -> None:
        try:
            with open(self.path, encoding="utf-8") as file:
                text = file.read().strip()
            if not text:
                raise OSError("the file is empty")
        except OSError as error:
            if self._value is not None and not self._failing:
                self._failing = True
                logger.warning("secret %s cannot be read, using the last value: %s", self.path, error)
        else:
            if self._failing:
                logger.info("secret %s is back", self.path)
            self._value, self._failing = text, False
