"""Keeps one submission open at a time, in the learner's own pytest process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prodready.catalog import Located
from prodready.grading.jobs import module_name
from prodready.kit.judge import NotReached
from prodready.kit.learner import Learner
from prodready.kit.links import Files
from prodready.kit.links.loopback import Loopback
from prodready.kit.session import Opened, open_submission
from prodready.words import say


class Desk:
    """The submission that is being judged.

    Args:
        learner: Gives the learner of the current check.
        watch: Gets the seconds that a call may take; see `Loopback`.
        debug: Whether learner code runs on the real streams and without limits.
    """

    def __init__(self, learner: Callable[[], Learner | None], watch: Callable[[float], None], debug: bool) -> None:
        self._learner, self._watch, self.debug = learner, watch, debug
        self._located: Located | None = None
        self.opened: Opened | None = None
        self.link: Loopback | None = None

    def open(self, located: Located) -> Opened:
        """The submission, imported once. The one before it is closed."""
        if self.opened is None or self._located != located:
            self.close()
            exercise = located.exercise
            given = {Path(name).stem: path for name, path in zip(exercise.given, exercise.given_paths, strict=True)}
            named = (exercise.filename, exercise.time_limit_s, exercise.importable)
            files = Files(module_name(exercise), located.submission.path, given, *named)
            self.link = Loopback(files, self._watch, debug=self.debug)
            self._located = located
            self.opened = open_submission(self.link, self._learner)
        return self.opened

    def require(self, located: Located) -> Loopback:
        """The link of a submission that could be loaded.

        Raises:
            NotReached: If it cannot be loaded.
        """
        opened = self.open(located)
        if opened.headline:
            raise NotReached(say("check.not_reached"))
        assert self.link is not None
        return self.link

    @property
    def runaway(self) -> bool:
        """Whether learner code goes on computing after its limit."""
        return self.link is not None and self.link.host.runner.runaway

    def close(self) -> None:
        """Put the process back as it was."""
        if self.link is not None:
            self.link.close()
        self.opened = self.link = self._located = None
