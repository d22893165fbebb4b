"""For the runs shown on pages: a server with faults in one line, and a check of the page's own functions."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prodready.kit.faultserver import Answer, RealServer, bound_socket
from prodready.kit.given import Fake
from prodready.kit.learner import Learner
from prodready.kit.links import Files, Server
from prodready.kit.links.loopback import Loopback
from prodready.kit.links.simulated import Simulated

_stage: list[Simulated] = []
"""The link whose network and time are simulated, where a run has one: in the page, with `prodready.browser`."""


@contextlib.contextmanager
def simulated(link: Simulated) -> Iterator[None]:
    """Until the end, `serve` has its servers from this link, and `check` opens links of its kind."""
    _stage.append(link)
    try:
        yield
    finally:
        _stage.pop()


@contextlib.contextmanager
def serve(*answers: Answer) -> Iterator[Server]:
    """A server that plays `answers`, one per request, the last one again and again; none: connections are refused.

    Yields:
        The server; its `url` is where clients go, its `requests` are what arrived.
    """
    server = _stage[-1].server(answers) if _stage else RealServer(bound_socket(), answers)
    try:
        yield server
    finally:
        server.close()


class Check:
    """What a suite has in one check, for a program that shows it.

    Attributes:
        learner: The file under check; see the fixture `learner`.
        journal: `fake.method` of all calls of all fakes, in order.
    """

    def __init__(self, learner: Learner) -> None:
        self.learner, self.journal = learner, learner.journal

    def fake(self, name: str, *, awaitable: bool = False, **methods: Any) -> Fake:
        """An injected collaborator; see the fixture `fake`."""
        return self.learner.new_fake(name, awaitable=awaitable, **methods)


@contextlib.contextmanager
def check(file: str) -> Iterator[Check]:
    """Lets a program do with the functions of a file what a suite does with those of a submission.

    The file is imported afresh, so it may be the program's own; what crosses the border is plain data.

    Args:
        file: Its path, such as `__file__`.

    Yields:
        The check.
    """
    link = (Simulated if _stage else Loopback)(Files(module=Path(file).stem, path=Path(file)))
    learner = Learner(link)
    link.start(learner.answer)
    link.begin_check()
    try:
        yield Check(learner)
    finally:
        link.end_check()
        link.close()
