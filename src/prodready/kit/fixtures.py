"""The pytest side of the kit: the fixtures that suites use, and one `CheckResult` per check.

An instance is registered as a plugin, by the worker that grades many submissions and by the plugin that learners use.
"""

from __future__ import annotations

import random
import string
import threading
from collections.abc import Callable, Iterator, Sequence
from time import monotonic, sleep  # private references: the `clock` fixture replaces the module's
from typing import Any

import pytest

from prodready.kit.faultserver import Answer
from prodready.kit.given import Fake
from prodready.kit.judge import compare, judge
from prodready.kit.learner import Learner
from prodready.kit.links import Link, Server
from prodready.kit.outcome import Completed
from prodready.model import CheckResult
from prodready.words import say

LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40}
HOUR = 3600.0
LIMPING = 0.03
"""Seconds that a sleep of 10 ms may take longer before the machine counts as too busy for times to mean anything."""

MAX_TRIES = 3


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

    def _ask(self, **do: str) -> Any:
        return self._learner.request({"op": "files", "do": do}).value

    def write(self, name: str, text: str) -> None:
        """Put a file there; newlines are written as they are."""
        self._ask(write=name, text=text)

    def read(self, name: str) -> str:
        """The text of a file."""
        return str(self._ask(read=name))

    def names(self) -> list[str]:
        """Every file, with `/` between folders."""
        return list(self._ask())


class HostLogging:
    """Plays the host application's choice of a log level."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner

    def level(self, name: str) -> None:
        """Set it; to be called before the learner's code is used."""
        self._learner.link.begin_check(LEVELS[name])


class Metronome(threading.Thread):
    """Notices when this machine is too busy for a time to mean anything.

    Attributes:
        lag: The worst delay of a sleep of 10 ms since it was last set to 0, in seconds.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True, name="metronome")
        self.lag = 0.0
        self.start()

    def run(self) -> None:
        """Sleep and measure, for ever."""
        while True:
            began = monotonic()
            sleep(0.01)
            self.lag = max(self.lag, monotonic() - began - 0.01)


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
            learner.fakes.append(Fake(name, learner.journal, awaitable, **methods))
            return learner.fakes[-1]

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

        self._metronome = self._metronome or _metronome()
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


def _metronome() -> Metronome | None:
    try:
        return Metronome()
    except RuntimeError:  # no threads here, hence no starved machine: time is simulated
        return None
