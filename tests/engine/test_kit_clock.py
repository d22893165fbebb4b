"""The simulated clock: time passes when learner code waits, and at no other moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest

from prodready.kit.given import Each, Fake, Raises
from prodready.kit.host.clock import SimClock, Stuck
from prodready.kit.learner import Learner
from prodready.kit.metronome import Metronome
from prodready.kit.tools import Clock

Submit = Callable[..., Learner]


def test_waits_are_free_and_noted(submit: Submit) -> None:
    """A wait costs nothing, and is on record."""
    learner = submit("import time\ndef answer():\n    time.sleep(3000)\n    time.sleep(0.5)\n")
    Clock(learner)
    began = time.monotonic()
    outcome = learner.call("answer")

    assert outcome.sleeps == [3000, 0.5]
    assert 3000.5 <= outcome.seconds < 3000.6
    assert time.monotonic() - began < 5


def test_only_waits_move_it(submit: Submit) -> None:
    """What the kit's own threads do meanwhile moves it not at all: they have private references to the real clock."""
    Metronome()
    learner = submit("import threading\ndef answer(): threading.Event().wait(0.2)\n")
    Clock(learner)
    outcome = learner.call("answer")

    assert outcome.sleeps == []
    assert outcome.seconds < 0.1


def test_polling_gets_somewhere(submit: Submit) -> None:
    """A loop that only reads the clock comes to an end: reading takes a little time."""
    learner = submit(
        "import time\ndef answer():\n    end = time.monotonic() + 0.5\n    while time.monotonic() < end: pass\n"
    )
    Clock(learner)

    assert learner.call("answer").returned


def test_beyond_the_limit(submit: Submit) -> None:
    """A wait beyond the limit is found at once, with the line, also if the code swallows every exception."""
    learner = submit(
        "import time\ndef answer():\n    try:\n        time.sleep(9e9)\n    except BaseException:\n        return 1\n"
    )
    Clock(learner)
    outcome = learner.call("answer")

    assert outcome.stuck
    assert outcome.where == "answer.py, line 4: time.sleep(9e9)"


def test_computing_is_bounded_by_real_time(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loop that never waits is given up after real seconds."""
    monkeypatch.setattr("prodready.kit.learner.REAL_LIMIT", 0.2)
    learner = submit("def answer():\n    while True: pass\n")
    Clock(learner)

    assert learner.call("answer").stuck


def test_moved_by_the_suite(submit: Submit) -> None:
    """`advance` moves both clocks, and `jump` the wall clock only."""
    learner = submit("import time\ndef answer(): return time.monotonic(), time.time()\n")
    clock = Clock(learner)

    def now() -> Any:
        return learner.call("answer").value

    start = now()
    clock.advance(100)
    later = now()
    clock.jump(-1000)
    end = now()

    assert [round(b - a) for a, b in zip(start, later, strict=True)] == [100, 100]
    assert [round(b - a) for a, b in zip(later, end, strict=True)] == [0, -1000]


def test_asyncio(submit: Submit) -> None:
    """`asyncio` waits on the same clock: sleeps, timeouts and tasks beside each other."""
    text = """
    import asyncio
    async def answer():
        await asyncio.gather(asyncio.sleep(30), asyncio.sleep(60))
        try:
            async with asyncio.timeout(10):
                await asyncio.Event().wait()
        except TimeoutError:
            return "late"
    """
    learner = submit(text)
    Clock(learner)
    outcome = learner.call("answer")

    assert outcome.value == "late"
    assert 70 <= outcome.seconds < 70.1


def test_endless_await(submit: Submit) -> None:
    """An await that nothing will end is found at once."""
    learner = submit("import asyncio\nasync def answer(): await asyncio.Event().wait()\n")
    Clock(learner)

    assert learner.call("answer").stuck


def test_executor_of_asyncio(submit: Submit) -> None:
    """`asyncio.to_thread` runs its function, and its errors arrive."""
    text = "import asyncio\nasync def answer(n): return await asyncio.to_thread(int, n)\n"
    learner = submit(text)
    Clock(learner)

    assert learner.call("answer", "7").value == 7
    assert learner.call("answer", "x").error.types[0] == "ValueError"


def test_backoff_between_answers_of_a_fake(submit: Submit) -> None:
    """Waits between calls of a fake are on record in their order."""
    text = "import time\ndef answer(job):\n    for n in range(3):\n        try: return job.run()\n        except OSError: time.sleep(2 ** n)\n"
    learner = submit(text)
    Clock(learner)
    learner.fakes.append(Fake("job", learner.journal, run=Each(Raises("OSError"), Raises("OSError"), "done")))
    outcome = learner.call("answer", learner.fakes[0])

    assert (outcome.value, outcome.sleeps) == ("done", [1, 2])


def test_real_functions_are_back(submit: Submit) -> None:
    """Between calls the suite's side has the real clock."""
    before = (time.sleep, time.monotonic, time.time, time.perf_counter, asyncio.run, asyncio.new_event_loop)
    learner = submit("def answer(): return 1\n")
    Clock(learner)
    learner.call("answer")

    assert (time.sleep, time.monotonic, time.time, time.perf_counter, asyncio.run, asyncio.new_event_loop) == before


def test_negative_sleep() -> None:
    """A negative wait raises what the real function raises."""
    with pytest.raises(ValueError, match="sleep length must be non-negative"):
        SimClock().sleep(-1)


def test_stuck_is_no_ordinary_exception() -> None:
    """`except Exception` does not catch the end of a wait."""
    assert not issubclass(Stuck, Exception)
