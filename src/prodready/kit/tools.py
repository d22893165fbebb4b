"""What fixtures hand to suites: values, time, the folder and the host application's logging."""

from __future__ import annotations

import random
import string
from typing import Any

import pytest

from prodready.kit.learner import Learner
from prodready.words import say

LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40}
HOUR = 3600.0


class Values:
    """Values that are fresh for each run, so that nothing can be hard-coded; the same seed gives the same values."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def number(self, low: int = 10_000, high: int = 99_999) -> int:
        """A whole number, both bounds included."""
        return self._random.randint(low, high)

    def word(self, length: int = 8) -> str:
        """Lower-case letters."""
        return "".join(self._random.choices(string.ascii_lowercase, k=length))

    def secret(self) -> str:
        """What looks like an API key."""
        return "sk-" + "".join(self._random.choices(string.ascii_letters + string.digits, k=24))


class Clock:
    """Time that moves only when the learner's code waits, or when the suite says so."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        learner.simulated, learner.limit_s = True, HOUR

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._learner.link.ask({"op": "clock", "advance": seconds, "jump": 0})

    def jump(self, seconds: float) -> None:
        """Set the wall clock; the monotonic clock goes on."""
        self._learner.link.ask({"op": "clock", "advance": 0, "jump": seconds})


class Folder:
    """The folder that the learner's code runs in: fresh and empty for each check, its working directory and HOME."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner

    def _ask(self, what: str, **arguments: Any) -> Any:
        return self._learner.request({"op": "files", "what": what, "with": arguments}).value

    def write(self, name: str, text: str, *, mtime: float | None = None) -> None:
        """Write a file in place; newlines are written as they are.

        Args:
            name: With `/` between folders, which are made.
            text: Its text.
            mtime: The time of its last change, in seconds since the epoch; now without it.
        """
        self._ask("write", name=name, text=text, mtime=mtime)

    def read(self, name: str) -> str:
        """The text of a file."""
        return str(self._ask("read", name=name))

    def link(self, name: str, target: str) -> None:
        """Let `name` be a symbolic link to `target`, in one step also if it was another link before.

        Where the system makes no links, the check ends as "not run here".
        """
        if not self._ask("link", name=name, target=target):
            pytest.skip(say("check.needs", what=say("check.links")))

    def remove(self, name: str) -> None:
        """Remove a file, a link, or a folder with all that it holds."""
        self._ask("remove", name=name)

    def names(self) -> list[str]:
        """Every file, with `/` between folders."""
        return list(self._ask("names"))


class HostLogging:
    """Plays the host application's logging: at level INFO, unless a check says otherwise before it uses learner code."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner

    def level(self, name: str) -> None:
        """Set it."""
        self._learner.begin(LEVELS[name])

    def off(self) -> None:
        """Nobody has configured logging yet, as in a fresh process; outcomes have no events.

        For submissions that are the host application themselves.
        """
        self._learner.begin(0)
