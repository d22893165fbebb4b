"""The submission as a suite sees it: functions called by name that always come back as an `Outcome`."""

from __future__ import annotations

import logging
from time import monotonic  # private reference: the `clock` fixture replaces the module's
from typing import Any

from prodready.kit.given import Fake, Items, Raises
from prodready.kit.host import codec
from prodready.kit.host.clock import REAL_LIMIT
from prodready.kit.links import Link
from prodready.kit.outcome import Handle, Outcome
from prodready.kit.protocol import BROKEN, BrokenProtocol

UNDECODABLE = (BrokenProtocol, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What decoding raises for data that none of our code sends."""

CALL_LIMIT = 5.0
"""Seconds that a call may take unless the suite, or a lower limit of the exercise, says otherwise."""


class Learner:
    """The submission during one check.

    Attributes:
        last: The latest outcome: what a failure message shows when the assertion itself says too little.
        level: Of the host application's logging.
        simulated: Whether time is simulated, by the `clock` fixture or by the runtime.
        fakes: What the check injected.
        journal: `fake.method` of all calls of all fakes, in order.
    """

    def __init__(self, link: Link) -> None:
        self.link = link
        self.limit_s = min(CALL_LIMIT, link.files.limit_s)
        self.level = logging.INFO
        self.last: Outcome | None = None
        self.fakes: list[Fake] = []
        self.journal: list[str] = []
        self.simulated = False
        self._pending: BaseException | None = None
        self._busy = False
        self._loaded = False
        self._given: set[int] = set()

    # ---- for suites

    def call(self, name: str, /, *args: Any, **kwargs: Any) -> Outcome:
        """Call the submission's function `name`. A coroutine function is run to its end.

        The module is imported afresh for each check, before and outside the measured call.
        """
        return self.call_on(None, name, args, kwargs)

    def load(self) -> Outcome:
        """Import the submission again, from scratch; `changes` lists what that did to the process."""
        self.begin(self.level)
        self._loaded = True
        return self.request({"op": "load"}, self.link.files.limit_s)

    def given(self, name: str) -> Handle:
        """The module of a file that comes with the exercise, as it is beside the submission.

        Through it a suite plays the rest of the program: what it logs, opens or replaces there, the submission meets.
        The submission is imported first.

        Raises:
            RuntimeError: If no such file comes with the exercise.
        """
        if name not in self.link.files.given:
            raise RuntimeError(f"no file {name}.py comes with this exercise: list it under `given` in exercise.yml")
        module: Handle = (self._first() or self.request({"op": "given", "name": name})).value
        self._given.add(module.id)
        return module

    def environ(self, **variables: str) -> None:
        """Variables for the learner's code; nothing of the machine's environment is visible to it."""
        self.link.ask({"op": "environ", "set": variables})

    def limit(self, seconds: float) -> Learner:
        """The same learner with another bound on each call. For checks that expect something to be given up."""
        self.limit_s = seconds
        return self

    # ---- for the rest of the kit

    def new_fake(self, name: str, *, awaitable: bool, **methods: Any) -> Fake:
        """An injected collaborator of this check."""
        self.fakes.append(Fake(name, self.journal, awaitable, **methods))
        return self.fakes[-1]

    def begin(self, level: int) -> None:
        """Start from scratch with the host application's logging at `level`; 0: nobody has configured it."""
        self.level, self._loaded = level, False
        self.link.begin_check(level)

    def call_on(self, ref: int | None, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
        """As `call`, on the object behind a handle when `ref` is given."""
        if failed := self._first():
            return failed
        arguments = {"args": [self.encode(a) for a in args], "kwargs": {k: self.encode(v) for k, v in kwargs.items()}}
        last = self.last
        outcome = self.request({"op": "call", "name": name, "ref": ref, **arguments})
        if ref in self._given:  # a failure is explained by what the submission did
            self.last = last
        return outcome

    def _first(self) -> Outcome | None:
        """Import the submission, once for each check; what became of it if that failed."""
        if self._loaded:
            return None
        self._loaded = True
        outcome = self.request({"op": "load"}, self.link.files.limit_s)
        return None if outcome.returned else outcome

    def request(self, request: dict[str, Any], limit: float = 0.0) -> Outcome:
        """Send one request that runs learner code.

        Raises:
            RuntimeError: If a fake calls the learner: in two processes that would wait for ever.
        """
        if self._busy:
            raise RuntimeError("a fake may not call the learner's code: keep the handle and call it afterwards")
        clock = self.simulated or self.link.simulated
        request = {"limit": limit or self.limit_s, "clock": clock, **request}
        request["real"] = REAL_LIMIT if clock else request["limit"]
        self._busy, started = True, monotonic()
        try:
            report = self.link.ask(request)
        finally:
            self._busy = False
        seconds = monotonic() - started
        if self._pending:  # an assertion inside a fake cannot be swallowed by the code that called the fake
            raise self._pending
        try:
            self.last = Outcome(report, self.decode, seconds, request["limit"])
        except UNDECODABLE:
            self.last = Outcome({"gone": BROKEN}, self.decode, seconds, request["limit"])
        return self.last

    def answer(self, question: dict[str, Any]) -> Any:
        """What a fake says to a call from learner code, encoded.

        Raises:
            BrokenProtocol: If the question is not one that our stubs ask.
        """
        index, method = question.get("fake"), question.get("method")
        if type(index) is not int or not 0 <= index < len(self.fakes) or type(method) is not str:
            raise BrokenProtocol("unknown fake")
        fake, args, kwargs = self.fakes[index], question.get("args"), question.get("kwargs")
        if method not in fake.methods or type(args) is not list or type(kwargs) is not dict:
            raise BrokenProtocol("unknown call")
        try:
            positional, named = [self.decode(a) for a in args], {k: self.decode(v) for k, v in kwargs.items()}
        except UNDECODABLE as error:
            raise BrokenProtocol("undecodable arguments") from error
        try:
            return self.encode(fake.answer(method, positional, named))
        except Exception as error:  # noqa: BLE001  it is raised again after the call
            self._pending = self._pending or error
            return self.encode(Raises("RuntimeError", "the check failed"))

    def encode(self, value: Any) -> Any:
        """JSON data for the other side.

        Raises:
            TypeError: If a suite passes what cannot cross a process boundary.
        """

        def opaque(value: Any) -> dict[str, Any]:
            if isinstance(value, Fake):
                spec = {"name": value.name, "methods": list(value.methods), "awaitable": value.awaitable}
                return {"$": "fake", "id": self.fakes.index(value), **spec}
            if isinstance(value, Raises):
                return {"$": "raises", "type": value.type, "args": self.encode(list(value.args))}
            if isinstance(value, Items):
                then = opaque(value.then) if value.then else None
                return {"$": "items", "v": self.encode(list(value.values)), "then": then}
            if isinstance(value, Handle):
                return {"$": "ref", "id": value.id}
            raise TypeError(
                f"a suite may pass plain data, fakes, Items, Raises or a Handle, not {type(value).__name__}"
            )

        return codec.encode(value, opaque)

    def decode(self, data: Any) -> Any:
        """A value from the other side; what is not plain data becomes a `Handle`."""
        return codec.decode(data, lambda d: Handle(self, int(d["id"]), str(d["type"]), str(d["repr"])))
