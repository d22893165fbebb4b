"""What a suite gets back: plain data. Asking for what is not there fails the check with a readable reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prodready.kit.host.codec import EARLIER, TOO_LARGE
from prodready.kit.protocol import BROKEN, BrokenProtocol, is_sound
from prodready.words import say

if TYPE_CHECKING:
    from prodready.kit.learner import Learner

Frame = tuple[str, int, str, str]
"""(file, line, function, source text)."""


class CheckFailed(AssertionError):
    """A check that failed for a reason that can be put in words: expected, observed, and the learner's own line."""

    def __init__(self, expected: str, observed: str, where: str = "") -> None:
        super().__init__(f"expected {expected}, observed {observed}")
        self.expected, self.observed, self.where = expected, observed, where


def shown(value: object) -> str:
    """The value's repr, also of an int that has none."""
    try:
        return repr(value)
    except ValueError:  # see `sys.set_int_max_str_digits`
        return say("check.long_number")


def own_line(frames: Sequence[Frame]) -> str:
    """The innermost frame in the learner's own files, as `fetch.py, line 12: return {}`; empty without one."""
    mine = [frame for frame in frames if frame[0].startswith("yours/")]
    if not mine:
        return ""
    file, line, _, source = mine[-1]
    return say("check.line", file=file.removeprefix("yours/"), line=line, source=source).rstrip(": ")


@dataclass(frozen=True)
class Event:
    """A log event, whatever library wrote it. Levels are those of stdlib logging."""

    level: int
    text: str
    fields: dict[str, Any]
    traceback: str

    def mentions(self, value: object) -> bool:
        """Whether `value` stands anywhere in the event as a whole word: 17 is not in 1700."""
        fields = (f"{name}={field}" for name, field in self.fields.items())
        everything = " ".join([self.text, *fields, self.traceback])
        return re.search(rf"(?<![0-9A-Za-z]){re.escape(str(value))}(?![0-9A-Za-z])", everything) is not None


@dataclass(frozen=True)
class ErrorView:
    """An exception that left the learner's code.

    Attributes:
        types: Names of its classes, the most special first; bare for builtins and the learner's own, else dotted.
        frames: Outermost first. A frame inside a fake is `("<name>", line, method, "")`.
        suppressed: Whether it was raised `from None` or from a cause.
        children: Of an exception group.
    """

    types: list[str]
    message: str
    repr: str
    notes: list[str]
    frames: list[Frame]
    cause: ErrorView | None
    context: ErrorView | None
    suppressed: bool
    children: list[ErrorView]

    @classmethod
    def of(cls, data: dict[str, Any] | None) -> ErrorView | None:
        """From a report's data."""
        if data is None:
            return None
        children = [child for child in map(cls.of, data["children"]) if child]
        frames: list[Frame] = [(f[0], f[1], f[2], f[3]) for f in data["frames"]]
        attached = {"cause": cls.of(data["cause"]), "context": cls.of(data["context"])}
        return cls(**{**data, **attached, "frames": frames, "children": children})

    @property
    def own_line(self) -> str:
        """See `own_line`."""
        return own_line(self.frames)

    @property
    def cause_types(self) -> list[str]:
        """Class names of `__cause__`; empty when there is none."""
        return self.cause.types if self.cause else []

    def attached(self) -> list[ErrorView]:
        """Every error reachable from this one, however it was attached: cause, context, group."""
        found: list[ErrorView] = []
        for error in (self.cause, self.context, *self.children):
            if error and error not in found:
                found += [error, *error.attached()]
        return found

    def __str__(self) -> str:
        return f"{self.types[0]}: {self.message}".rstrip(": ")[:300]


class Handle:
    """An object that lives in the learner's process: an instance, a closure, a generator of theirs."""

    __slots__ = ("_learner", "id", "repr", "type")

    def __init__(self, learner: Learner, id: int, type: str, repr: str) -> None:
        self._learner, self.id, self.type, self.repr = learner, id, type, repr

    def call(self, name: str, /, *args: Any, **kwargs: Any) -> Outcome:
        """Call its method `name`; the name `()` calls the object itself."""
        return self._learner.call_on(self.id, name, args, kwargs)

    def get(self, name: str) -> Outcome:
        """Read its attribute `name`."""
        return self._learner.request({"op": "get", "ref": self.id, "name": name})

    def items(self, most: int = 1000) -> Outcome:
        """What an iterator, or an async iterator, of theirs yields; at most `most` items."""
        return self._learner.request({"op": "items", "ref": self.id, "most": most})

    def fields(self) -> Any:
        """Public data of a result object, as a dict."""
        return self._learner.request({"op": "fields", "ref": self.id}).value

    def __repr__(self) -> str:
        return self.repr


class Outcome:
    """What a call did: exactly one of `value`, `error`, stuck, gone. And what it emitted, and how long it took.

    Attributes:
        seconds: Real time, or simulated time under the `clock` fixture and in the browser.
        sleeps: Every wait, under simulated time only.
        stuck: Whether it was given up at the limit.
        gone: How learner code ended the whole process; empty if it did not.
        args: The positional arguments after the call.
        changes: What importing the module did to the process.
    """

    def __init__(self, report: Any, decode: Callable[[Any], Any], seconds: float, limit: float) -> None:
        if not is_sound(report):
            raise BrokenProtocol("not a report")
        self.limit = limit
        self.seconds: float = report.get("elapsed", seconds)
        self.sleeps: list[float] = report.get("sleeps", [])
        self.stuck = "stuck" in report
        self.gone: str = report.get("gone", "")
        self.args: list[Any] = [decode(item) for item in report.get("args", ())]
        self.stdout: str = report.get("stdout", "")
        self.stderr: str = report.get("stderr", "")
        self.changes: list[str] = report.get("changes", [])
        self.events = [Event(**event) for event in report.get("events", ())]
        self._error = ErrorView.of(report.get("error"))
        self._value = decode(report.get("value"))
        self._stuck_at = own_line([tuple(frame) for frame in report.get("stuck", ())])
        self._defined_at = own_line([tuple(report["at"])] if report.get("at") else [])

    def show(self) -> str:
        """What happened, in a few words for the learner."""
        if self.gone:
            known = {TOO_LARGE: "too_large", EARLIER: "earlier", BROKEN: "broken_protocol"}
            return say(f"check.{known.get(self.gone, 'gone')}", how=self.gone)
        if self.stuck:
            return say("check.stuck", seconds=f"{self.limit:g}")
        if self._error:
            return str(self._error)
        return say("check.returned", value=shown(self._value))[:300]

    @property
    def where(self) -> str:
        """The learner's own line that it is about, at worst that of the called function; empty if there is none."""
        return self._stuck_at or (self._error.own_line if self._error else "") or self._defined_at

    @property
    def returned(self) -> bool:
        """Whether it came back with a value."""
        return not (self.stuck or self.gone or self._error)

    @property
    def value(self) -> Any:
        """The value.

        Raises:
            CheckFailed: If there is none.
        """
        if not self.returned:
            raise CheckFailed(say("check.a_result"), self.show(), self.where)
        return self._value

    @property
    def error(self) -> ErrorView:
        """The error.

        Raises:
            CheckFailed: If there is none.
        """
        if self._error is None:
            raise CheckFailed(say("check.an_error"), self.show(), self.where)
        return self._error


@dataclass(frozen=True)
class Completed:
    """A finished process.

    Args:
        status: Its exit status, 128 + n after signal n; None if it had to be stopped at the limit.
        stdout: Text, decoded as UTF-8.
        stderr: Text, decoded as UTF-8.
        seconds: How long it ran.
    """

    status: int | None
    stdout: str
    stderr: str
    seconds: float
