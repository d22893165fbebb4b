"""Who works when: the queue that several runs share, and how much of the machine each worker takes."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError

import pytest

from prodready.grading import process, run
from prodready.grading.jobs import make_job
from prodready.grading.pool import Pool, workers
from prodready.model import Submission

Work = Callable[[str, str], Submission]
RIGHT = "return len(text.split())"


def test_first_come_first_served() -> None:
    """Parts are begun in their order, whichever run they belong to."""
    begun: list[int] = []
    with Pool(1) as pool:
        pool.map(begun.append, [1, 2])
        pool.map(begun.append, [3])

    assert begun == [1, 2, 3]


def test_error_drops_the_rest() -> None:
    """After an error nothing new is begun, and whoever asked is told."""
    begun: list[int] = []
    gate = threading.Event()

    def work(number: int) -> None:
        begun.append(number)
        gate.wait(0.2)
        raise ValueError(number)

    with Pool(1) as pool, pytest.raises(ValueError, match=r"^1$"):
        pool.map(work, range(1, 50))

    assert len(begun) < 49


def test_leaving_with_an_error() -> None:
    """Ctrl+C tells those at work that nobody waits for them."""
    pool = Pool(1)
    with pytest.raises(KeyboardInterrupt), pool:
        raise KeyboardInterrupt

    assert pool.stopped.is_set()


def test_stopped_pool_starts_no_worker(work: Work) -> None:
    """A run whose pool is stopped grades nothing more."""
    started = []
    with Pool(1) as pool, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["prodready.grading.run"], "Worker", lambda *args: started.append(args))
        pool.stopped.set()
        with pytest.raises(CancelledError):
            run([work("right", RIGHT)], pool=pool)

    assert started == []


def test_one_pool_for_two_runs(work: Work) -> None:
    """Runs in several runtimes may share workers; each gets its own reports."""
    submissions = [work("right", RIGHT), work("wrong", "return 0")]
    with Pool(2) as pool:
        found = [[r.accepted for r in run(submissions, runtime, pool=pool)] for runtime in ("local", "split")]

    assert found == [[True, False]] * 2


@pytest.mark.parametrize(
    ("runtime", "processors", "expected"),
    [("local", 2, 4), ("split", 1, 2), ("node", 2, 2), ("simulated", 4, 4), ("local", 64, 8), ("node", 64, 8)],
)
def test_workers_at_once(runtime: str, processors: int, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where workers wait there are more of them than processors, where they compute there are not."""
    monkeypatch.setattr(os, "cpu_count", lambda: processors)

    assert workers(runtime) == expected


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no priorities on this system")
@pytest.mark.parametrize(("runtime", "lower"), [("simulated", True), ("local", False)])
def test_priority(work: Work, runtime: str, lower: bool) -> None:
    """Who computes on simulated time gives way to those whose time is real."""
    worker = process.Worker(make_job([work("right", RIGHT)], runtime, "0"), runtime)
    try:
        priority = os.getpriority(os.PRIO_PROCESS, worker._process.pid)
    finally:
        worker.stop()

    assert (priority > os.getpriority(os.PRIO_PROCESS, 0)) is lower
