"""What a suite passes in: errors to raise, scripted answers, one-shot iterables, fakes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, init=False)
class Raises:
    """An error that a fake raises in the learner's code.

    Args:
        type: `KeyError`, `gateway.Declined` (a file that comes with the exercise), `asyncio.CancelledError`.
        args: The error's arguments, plain data.
    """

    type: str
    args: tuple[Any, ...]

    def __init__(self, type: str, *args: Any) -> None:
        object.__setattr__(self, "type", type)
        object.__setattr__(self, "args", args)


class Each:
    """Successive answers of a fake; the last one repeats."""

    def __init__(self, *answers: Any) -> None:
        self.answers = answers


@dataclass(frozen=True, init=False)
class Items:
    """A one-shot iterable for the learner's code: no `len`, no second pass.

    Args:
        values: What it yields, plain data.
        then: The error it ends with, if any.
    """

    values: tuple[Any, ...]
    then: Raises | None

    def __init__(self, values: Iterable[Any], then: Raises | None = None) -> None:
        object.__setattr__(self, "values", tuple(values))
        object.__setattr__(self, "then", then)


@dataclass(frozen=True)
class Call:
    """One call that a fake received."""

    method: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class Fake:
    """An injected collaborator that lives on the suite's side: its record of calls is not the learner's to change.

    Args:
        name: What tracebacks call it, as `<name>`.
        journal: Gets `name.method` for each call; shared by all fakes of a check.
        awaitable: Whether its methods are coroutine functions.
        methods: Method name -> script: a plain value, `Raises`, `Each`, or a function of the call's arguments that
            returns one of these. The name `__call__` makes the fake itself a function.

    Attributes:
        calls: What it received, in order.
    """

    def __init__(self, name: str, journal: list[str], awaitable: bool = False, **methods: Any) -> None:
        self.name, self.journal, self.awaitable, self.methods = name, journal, awaitable, methods
        self.calls: list[Call] = []

    def answer(self, method: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Note the call and say what the script says."""
        nth = self.count(method)
        self.calls.append(Call(method, tuple(args), kwargs))
        self.journal.append(f"{self.name}.{method}")
        script = self.methods[method]
        if isinstance(script, Each):
            script = script.answers[min(nth, len(script.answers) - 1)]
        return script(*args, **kwargs) if callable(script) else script

    def count(self, method: str) -> int:
        """How often `method` was called."""
        return sum(call.method == method for call in self.calls)
