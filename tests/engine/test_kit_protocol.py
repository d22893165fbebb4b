"""What comes from the submission's side is plain data of a known shape, or nothing."""

from __future__ import annotations

import collections
import datetime
import decimal
import signal
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from prodready.kit.given import Each, Fake, Items, Raises
from prodready.kit.host import codec
from prodready.kit.learner import Learner
from prodready.kit.outcome import CheckFailed, Outcome
from prodready.kit.protocol import BrokenProtocol, is_sound

Submit = Callable[..., Learner]

ERROR = {
    "types": ["ValueError"], "message": "m", "repr": "r", "notes": [], "frames": [["yours/a.py", 1, "f", "raise"]],
    "cause": None, "context": None, "suppressed": False, "children": [],
}  # fmt: skip
SOUND: dict[str, Any] = {
    "empty": {},
    "value": {"value": 1, "args": []},
    "error": {"error": ERROR, "args": []},
    "nested errors": {"error": {**ERROR, "cause": ERROR, "children": [ERROR]}},
    "stuck": {"stuck": [["yours/a.py", 1, "f", "while True:"]]},
    "event": {"events": [{"level": 40, "text": "t", "fields": {}, "traceback": ""}]},
    "place": {"at": ["yours/a.py", 1, "f", "def f():"]},
    "no place": {"at": []},
}


def deep_error(depth: int) -> dict[str, Any]:
    return {**ERROR, "cause": deep_error(depth - 1) if depth else None}


UNSOUND: dict[str, Any] = {
    "no dict": [],
    "unknown key": {"verdict": "passed"},
    "text as number": {"stdout": 5},
    "event of another type": {"events": ["x"]},
    "level as text": {"events": [{"level": "40", "text": "t", "fields": {}, "traceback": ""}]},
    "frame of three": {"stuck": [["a", 1, "f"]]},
    "frame of numbers": {"stuck": [[1, 2, 3, 4]]},
    "place of one": {"at": ["a"]},
    "error without types": {"error": {k: v for k, v in ERROR.items() if k != "types"}},
    "types as text": {"error": {**ERROR, "types": "ValueError"}},
    "no types": {"error": {**ERROR, "types": []}},
    "cause as text": {"error": {**ERROR, "cause": "c"}},
    "error without end": {"error": deep_error(50)},
    "seconds as text": {"elapsed": "1"},
    "seconds without end": {"elapsed": float("inf")},
    "no number of seconds": {"elapsed": float("nan")},
    "subclass": {"events": collections.UserList()},
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_reports(name: str) -> None:
    """Reports as the host makes them are accepted."""
    assert is_sound(SOUND[name])


@pytest.mark.parametrize("name", UNSOUND)
def test_unsound_reports(name: str) -> None:
    """Reports of any other shape are refused before they are used."""
    assert not is_sound(UNSOUND[name])
    with pytest.raises(BrokenProtocol):
        Outcome(UNSOUND[name], lambda data: data, 0.0, 1.0)


VALUES = [
    None, True, 1, -1, 1.5, "é\udcff", b"\x00z", [1, [2]], (1, (2,)), {"a": {1: "b"}}, {1, 2}, frozenset({1}), 10**5000,
    decimal.Decimal("1.10"), datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC), datetime.date(2026, 1, 2), {}, [], (),
]  # fmt: skip


@pytest.mark.parametrize(
    "value",
    VALUES,
    ids=lambda value: f"{type(value).__name__}-{str(value)[:20]!r}" if not isinstance(value, int) else "int",
)
def test_round_trip(value: Any) -> None:
    """Plain data arrive as they were sent, with their types."""
    arrived = codec.decode(codec.encode(value, print), print)

    assert (arrived, type(arrived)) == (value, type(value))


class Endless(list):  # type: ignore[type-arg]
    def __iter__(self) -> Any:
        while True:
            yield 1


class Point(NamedTuple):
    x: int
    y: int


class Odd(str):
    __slots__ = ()

    def __str__(self) -> str:
        raise AssertionError


DRESSED = {
    "enum": (signal.SIGINT, 2), "counter": (collections.Counter("aa"), {"a": 2}), "named tuple": (Point(1, 2), (1, 2)),
    "ordered": (collections.OrderedDict(a=1), {"a": 1}), "endless": (Endless([7]), [7]), "odd": (Odd("x"), "x"),
}  # fmt: skip


@pytest.mark.parametrize("kind", DRESSED)
def test_subclasses_arrive_as_the_base(kind: str) -> None:
    """An instance of a subclass arrives as the data of its base, whatever its methods do."""
    value, base = DRESSED[kind]
    arrived = codec.decode(codec.encode(value, print), print)

    assert (arrived, type(arrived)) == (base, type(base))


@pytest.mark.parametrize(
    "value",
    ["x" * 101, [1] * 60, {n: n for n in range(40)}, b"x" * 60, 10**5000, decimal.Decimal("1" * 101)],
    ids=lambda value: type(value).__name__,
)
def test_room(value: Any) -> None:
    """What would take more room than there is, is refused while it is encoded."""
    with pytest.raises(codec.TooLarge):
        codec.Encoder(print, 100).encode(value)


def test_depth() -> None:
    """Data without a bottom are refused."""
    endless: list[Any] = []
    endless.append(endless)

    with pytest.raises(ValueError, match="nested too deeply"):
        codec.encode(endless, print)


@pytest.mark.parametrize("link", ["loopback", "split"])
def test_too_large(submit: Submit, link: str) -> None:
    """An answer that is too large is a failure in words, and the next call works."""
    from prodready.kit.links.loopback import Loopback
    from prodready.kit.links.split import Split

    learner = submit("def answer(n): return 'x' * n\n", {"loopback": Loopback, "split": Split}[link])

    assert learner.call("answer", 300_000).show() == "it returned more than can be passed on (256 KB)"
    assert learner.call("answer", 3).value == "xxx"


class Scripted:
    """A link that answers with what it is given."""

    simulated, provides = False, frozenset[str]()

    def __init__(self, *reports: Any) -> None:
        from pathlib import Path

        from prodready.kit.links import Files

        self.files, self.reports = Files("answer", Path("answer.py")), list(reports)

    def ask(self, request: dict[str, Any]) -> Any:
        return self.reports.pop(0)


@pytest.mark.parametrize(
    "value", [{"$": "dict", "v": [[[], 1]]}, {"$": "ref"}, {"$": "date", "v": "x"}, {"$": "tuple"}, {"$": []}]
)
def test_undecodable_values(value: Any) -> None:
    """A value that cannot be decoded is a broken protocol, never an error in the suite."""
    learner = Learner(Scripted({}, {"value": value}))  # type: ignore[arg-type]

    assert learner.call("answer").show() == "your code wrote to the channel of the grader"


QUESTIONS = [
    {}, {"fake": 1, "method": "read", "args": [], "kwargs": {}}, {"fake": True, "method": "read", "args": [], "kwargs": {}},
    {"fake": 0, "method": "no", "args": [], "kwargs": {}}, {"fake": 0, "method": "read", "args": {}, "kwargs": {}},
    {"fake": 0, "method": "read", "args": [{"$": "ref"}], "kwargs": {}}, {"fake": -1, "method": "read", "args": [], "kwargs": {}},
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_questions(question: dict[str, Any]) -> None:
    """Questions that no stub asks are refused, and no fake hears of them."""
    learner = Learner(Scripted())  # type: ignore[arg-type]
    learner.fakes.append(Fake("source", learner.journal, read=1))

    with pytest.raises(BrokenProtocol):
        learner.answer(question)
    assert learner.journal == []


@pytest.mark.parametrize(
    ("report", "told"),
    [
        ({"gone": "signal 9"}, "your code ended the whole process (signal 9)"),
        ({"stuck": []}, "no answer: still waiting after 1 s"),
        ({"error": ERROR}, "ValueError: m"),
        ({"value": [1]}, "it returned [1]"),
        ({"value": 10**5000}, "it returned a number of thousands of digits"),
    ],
)
def test_outcomes_in_words(report: dict[str, Any], told: str) -> None:
    """Every way to end has words for the learner."""
    outcome = Outcome(report, lambda data: data, 0.0, 1.0)

    assert outcome.show() == told
    assert outcome.returned == ("value" in report)


def test_absent_parts_fail_the_check(submit: Submit) -> None:
    """Asking for a value where an error was raised, or the reverse, fails the check with both in words."""
    learner = submit("def fails(): raise ValueError('x')\ndef works(): return 1\n")

    with pytest.raises(CheckFailed, match="expected a result, observed ValueError: x"):
        _ = learner.call("fails").value
    with pytest.raises(CheckFailed, match="expected an error, observed it returned 1"):
        _ = learner.call("works").error


def test_what_a_suite_may_pass(submit: Submit) -> None:
    """A suite that passes what cannot cross a process boundary is told so, in every runtime."""
    with pytest.raises(TypeError, match="a suite may pass plain data, fakes, Items, Raises or a Handle, not object"):
        submit("def answer(value): return value\n").call("answer", object())


def test_scripts_of_fakes() -> None:
    """A fake gives its answers one after the other, keeps the last, and notes every call."""
    journal: list[str] = []
    fake = Fake("pay", journal, charge=Each(1, Raises("OSError"), lambda cents: cents * 2), refund=Items([1]))
    answers = [fake.answer("charge", [n], {}) for n in (5, 6, 7, 8)]

    assert answers == [1, Raises("OSError"), 14, 16]
    assert (fake.count("charge"), journal) == (4, ["pay.charge"] * 4)


DEFINED = """
import functools, time

def plain(): time.sleep(9)

@functools.lru_cache
def cached(): return 1

@functools.wraps(plain)
def wrapped(): return 1

class Everything:
    def __getattr__(self, name): return self
    def __call__(self): return 1

everything = Everything()
"""


@pytest.mark.parametrize(
    ("name", "where"), [("plain", "def plain"), ("cached", "def cached"), ("wrapped", "def plain"), ("everything", "")]
)
def test_line_of_the_called_function(submit: Submit, name: str, where: str) -> None:
    """Where no other line is known, it is that of the called function, below its decorators, also after a hang."""
    outcome = submit(DEFINED).limit(0.2).call(name)

    assert where in (outcome._defined_at or "")
    assert bool(outcome._defined_at) == bool(where)
