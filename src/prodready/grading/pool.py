"""How many workers run at once, and the queue that they take their parts from."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

Part = TypeVar("Part")

MOST = 8
"""Workers at once, whatever the machine has."""


def workers(runtime: str) -> int:
    """How many workers of a runtime keep this machine busy.

    Real faults are mostly waited for: workers that meet them use a third of a processor each, as measured on lessons 2
    and 3. On simulated time nothing is waited for.
    """
    processors = os.cpu_count() or 1
    return min(2 * processors if runtime in ("local", "split") else processors, MOST)


class Pool:
    """Threads that each look after a worker. Several runs may share one; first come, first served.

    What has not begun is dropped when the block around it ends with an error, Ctrl+C included.

    Args:
        count: How many.

    Attributes:
        stopped: Set when what has begun is not to be brought to its end either.
    """

    def __init__(self, count: int) -> None:
        self.stopped = threading.Event()
        self._threads = ThreadPoolExecutor(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind:
            self.stopped.set()
        self._threads.shutdown(cancel_futures=kind is not None)

    def map(self, work: Callable[[Part], object], parts: Iterable[Part]) -> None:
        """Do `work` for each part; returns when all are done.

        Raises:
            Exception: The first one that `work` raises; what has not begun by then is dropped.
        """
        futures = [self._threads.submit(work, part) for part in parts]
        try:
            for future in futures:
                future.result()
        finally:
            for future in futures:
                future.cancel()
