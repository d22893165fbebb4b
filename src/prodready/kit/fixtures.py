"""The pytest side of the kit: the fixtures that suites use, and one `CheckResult` per check.

An instance is registered as a plugin, by the worker that grades many submissions and by the plugin that learners use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from prodready.kit.faultserver import Answer
from prodready.kit.given import Fake
from prodready.kit.judge import compare, judge
from prodready.kit.learner import Learner
from prodready.kit.links import Link, Server
from prodready.kit.metronome import LIMPING, Metronome, start_metronome
from prodready.kit.outcome import Completed
from prodready.kit.tools import Clock, Folder, HostLogging, Values
from prodready.model import CheckResult
from prodready.words import say

MAX_TRIES = 3


class Kit:
    """Fixtures and verdicts for the checks of one pytest session.

    Args:
        link_of: Which submission an item judges, as a link that has been started. Raises `NotReached` if the submission
            cannot be loaded.
        seed: Of the values.
        fair: Whether a failure on a starved machine is tried again.

    Attributes:
        results: The result of every check of the current submission, by the item's name.
        learner: The submission during the current check.
    """

    def __init__(self, link_of: Callable[[Any], Link], seed: str, *, fair: bool = True) -> None:
        self.link_of, self.seed, self.fair = link_of, seed, fair
        self.results: dict[str, CheckResult] = {}
        self.current: Learner | None = None
        self._compared: tuple[str, str] | None = None
        self._judging = False
        self._metronome: Metronome | None = None

    # ---- fixtures; the names are what suites ask for

    @pytest.fixture
    def learner(self, request: pytest.FixtureRequest) -> Iterator[Learner]:
        """The submission."""
        link = self.link_of(request.node)
        self.current = learner = Learner(link)
        link.begin_check()
        yield learner
        link.end_check()

    @pytest.fixture
    def fake(self, learner: Learner) -> Callable[..., Fake]:
        """Makes an injected collaborator."""

        def make(name: str, *, awaitable: bool = False, **methods: Any) -> Fake:
            return learner.new_fake(name, awaitable=awaitable, **methods)

        return make

    @pytest.fixture
    def journal(self, learner: Learner) -> list[str]:
        """Names of all calls of all fakes of this check, in order."""
        return learner.journal

    @pytest.fixture
    def faultserver(self, learner: Learner) -> Iterator[Callable[..., Server]]:
        """Makes a server with faults; without answers its port refuses connections."""
        servers: list[Server] = []

        def make(*answers: Answer) -> Server:
            servers.append(learner.link.server(answers))
            return servers[-1]

        yield make
        for server in servers:
            server.close()

    @pytest.fixture
    def logprobe(self, learner: Learner) -> HostLogging:
        """Sets the log level as the host application would."""
        return HostLogging(learner)

    @pytest.fixture
    def files(self, learner: Learner) -> Folder:
        """The folder that the learner's code runs in."""
        return Folder(learner)

    @pytest.fixture
    def clock(self, learner: Learner) -> Clock:
        """Simulated time from here on."""
        return Clock(learner)

    @pytest.fixture
    def proc(self, learner: Learner) -> Callable[..., Completed]:
        """Runs the submission as a program."""

        def run(
            *args: object,
            stdin: str = "",
            env: dict[str, str] | None = None,
            limit: float = 5.0,
            closed: Sequence[str] = (),
        ) -> Completed:
            return learner.link.run_file([str(a) for a in args], stdin.encode(), env or {}, limit, closed)

        return run

    @pytest.fixture
    def project(self, learner: Learner) -> Any:
        """The files of a submission that is a folder, and the environment that its lock makes."""
        from prodready.kit.project import Project  # few exercises need what it imports

        return Project(learner.link)

    @pytest.fixture
    def values(self, request: pytest.FixtureRequest) -> Values:
        """Fresh values."""
        return Values(f"{self.seed}:{request.node.name}")

    # ---- hooks

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Do not run what this machine cannot, nor what cannot be loaded."""
        self._judging = self._is_check(item)
        self.current, self._compared = None, None
        if not self._judging:
            return
        link = self.link_of(item)
        missing = {need for mark in item.iter_markers("needs") for need in mark.args} - link.provides
        if missing:
            pytest.skip(say("check.needs", what=", ".join(sorted(missing))))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
        """A failure on a starved machine is no evidence: it is tried again, while the clock limps."""
        if not self._is_check(item) or not self.fair or item.config.getoption("usepdb", False):
            return None
        from _pytest.runner import runtestprotocol  # the same seam that pytest-rerunfailures uses

        self._metronome = self._metronome or start_metronome()
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        for _ in range(MAX_TRIES):
            if self._metronome:
                self._metronome.lag = 0.0
            reports = runtestprotocol(item, nextitem=nextitem, log=False)
            limping = self._metronome is not None and self._metronome.lag > LIMPING and not self._is_spoilt()
            if not limping or self.results[item.name].verdict != "failed":
                break
        for report in reports:
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> list[str] | None:
        """Keep what was compared; the text itself is never shown. Ordinary tests in the same run read as ever."""
        if not self._judging:
            return None
        self._compared = compare(op, left, right)
        return [self._compared[0]] if self._compared else None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """Attach the result to pytest's report, as plain data that survives xdist."""
        if call.excinfo and self._is_check(item):
            # pytest's drawing of the suite's source takes as long as the check itself, and nobody sees it.
            item.repr_failure = lambda excinfo, style=None: str(excinfo.value)  # type: ignore[method-assign]
        report = yield
        if not self._is_check(item):
            return report
        error = call.excinfo.value if call.excinfo else None
        if report.when == "call" or report.outcome != "passed":
            self.results[item.name] = judge(item, error, report, self.current, self._compared)
        return report

    def _is_check(self, item: pytest.Item) -> bool:
        return True

    def _is_spoilt(self) -> bool:
        """Whether learner code goes on computing after it was given up, so that nothing more can be judged here."""
        return False
