"""A clock that moves only when somebody waits.

In Pyodide all code runs on it; natively the checks that use the `clock` fixture do. It serves single-threaded code.
`datetime.now()` reads the clock in C and stays real, so contracts that need the date take `now` as an argument.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

REAL_LIMIT = 6.0
"""Real seconds that a call under simulated time may take: it waits for nothing, so this bounds computing."""

READ_COST = 1e-5
"""Seconds that a reading takes, so that a loop that only polls the clock gets somewhere."""


class Stuck(BaseException):
    """A wait that would outlive the limit. Not an `Exception`: learner code should not catch it by accident."""


class SimClock:
    """Simulated time, in seconds, for `time`, `asyncio` and whatever is built on them.

    Attributes:
        now: The monotonic reading.
        sleeps: Every wait of the current call, in order.
        stuck: Where the code stood when it began a wait beyond the limit. Kept outside the exception, because learner
            code may swallow what is raised.
        elapsed: Simulated duration of the last call.
    """

    def __init__(self) -> None:
        self.now = 1000.0
        self.epoch = time.time() - self.now
        self.end = float("inf")
        self.elapsed = 0.0
        self.sleeps: list[float] = []
        self.stuck: traceback.StackSummary | None = None

    def read(self) -> float:
        """The monotonic clock."""
        self.now += READ_COST
        return self.now

    def read_wall(self) -> float:
        """The wall clock, in seconds since the epoch."""
        return self.epoch + self.read()

    def advance_to(self, when: float) -> None:
        """Move to `when`, or stop at the limit.

        Raises:
            Stuck: If `when` lies beyond the limit of the current call.
        """
        if when > self.end:
            self.now = max(self.now, self.end)
            if self.stuck is None:
                self.stuck = traceback.extract_stack()
            raise Stuck("a wait that outlives the limit")
        self.now = max(self.now, when)

    def wait(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self.advance_to(self.now + seconds)

    def sleep(self, seconds: float) -> None:
        """Stands in for `time.sleep`."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.sleeps.append(round(seconds, 6))
        self.wait(seconds)

    def new_loop(self) -> SimLoop:
        """Stands in for `asyncio.new_event_loop`."""
        return SimLoop(self)

    def run_async(self, main: Any, *, debug: bool | None = None, loop_factory: Any = None) -> Any:
        """Stands in for `asyncio.run`."""
        with asyncio.Runner(debug=debug, loop_factory=self.new_loop) as runner:
            return runner.run(main)

    def patches(self) -> dict[tuple[Any, str], Callable[..., Any]]:
        """What is replaced while learner code runs: (module, name) -> stand-in."""
        return {
            (time, "monotonic"): self.read,
            (time, "perf_counter"): self.read,
            (time, "time"): self.read_wall,
            (time, "sleep"): self.sleep,
            (asyncio, "run"): self.run_async,
            (asyncio, "new_event_loop"): self.new_loop,
        }

    @contextlib.contextmanager
    def running(self, limit: float) -> Iterator[None]:
        """One call of at most `limit` simulated seconds, with the stand-ins of `patches` in place."""
        self.end, self.stuck, self.sleeps, started = self.now + limit, None, [], self.now
        # Pyodide has one loop that always counts as running; asyncio refuses to start a second one beside it.
        running = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            yield
        finally:
            asyncio._set_running_loop(running)
            self.end, self.elapsed = float("inf"), self.now - started


class SimLoop(asyncio.BaseEventLoop):
    """An event loop without sockets whose waits move a `SimClock`."""

    def __init__(self, clock: SimClock) -> None:
        super().__init__()
        self.clock = clock
        self._selector = self

    def time(self) -> float:
        """The loop's own clock, in simulated seconds."""
        return self.clock.read()

    def select(self, timeout: float | None = None) -> list[Any]:
        """Called by the loop where it would ask the operating system: nothing happens but time."""
        if timeout is None:
            self.clock.advance_to(float("inf"))
        elif timeout > 0:
            self.clock.sleeps.append(round(timeout, 6))
            self.clock.wait(timeout)
        return []

    def _process_events(self, events: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def run_in_executor(self, executor: Any, function: Callable[..., Any], *args: Any) -> Any:  # type: ignore[override]
        """Run the function at once: Pyodide has no threads, and the clock serves one thread."""
        future = self.create_future()
        try:
            future.set_result(function(*args))
        except Exception as error:
            future.set_exception(error)
        return future

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """There is no executor to shut down."""
