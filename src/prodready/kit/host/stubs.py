"""What stands in the learner's process for things that live on the suite's side."""

from __future__ import annotations

import asyncio
import functools
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from types import CodeType
from typing import Any

Ask = Callable[[int, str, tuple[Any, ...], dict[str, Any]], tuple[BaseException | None, Any]]

_METHOD = """
{prefix}def {name}(self, *args, **kwargs):
    error, answer = self._ask({name!r}, args, kwargs)
    if error is not None:
        raise error
    return answer
"""


@functools.cache
def _method(fake: str, name: str, awaitable: bool) -> CodeType:
    source = _METHOD.format(prefix="async " if awaitable else "", name=name)
    return compile(source, f"<{fake}>", "exec")


def make_stub(spec: dict[str, Any], ask: Ask) -> Any:
    """An object whose methods ask the suite.

    The methods are compiled under the fake's name, so that a traceback of an error that a fake raises points at
    `<gateway>` as it would point at the gateway's own code.
    """

    def forward(
        self: Any, method: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[BaseException | None, Any]:
        return ask(spec["id"], method, args, kwargs)

    members: dict[str, Any] = {"_ask": forward, "__repr__": lambda self: f"<{spec['name']}>"}
    for method in spec["methods"]:
        scope: dict[str, Any] = {}
        exec(_method(spec["name"], method, spec["awaitable"]), scope)  # noqa: S102  the source is the template above
        members[method] = scope[method]
    return type(spec["name"], (), members)()


def one_shot(values: list[Any], then: BaseException | None) -> Iterator[Any]:
    """An iterable as a file or a cursor is one: no `len`, no second pass, perhaps an error at the end."""
    yield from values
    if then is not None:
        raise then


def consume(stream: Any, most: int) -> list[Any]:
    """Up to `most` items of an iterator or of an async iterator."""
    if not hasattr(stream, "__aiter__"):
        return list(itertools.islice(iter(stream), most))

    async def collect(source: AsyncIterator[Any]) -> list[Any]:
        found: list[Any] = []
        async for item in source:
            found.append(item)
            if len(found) >= most:
                break
        return found

    return list(asyncio.run(collect(stream)))


def fields_of(value: Any) -> dict[str, Any]:
    """Public data of a result object, whatever it was made with: dataclass, pydantic, named tuple, plain class."""
    for method in ("model_dump", "_asdict"):
        if hasattr(value, method):
            return dict(getattr(value, method)())
    names = getattr(value, "__slots__", None) or vars(value)
    return {name: getattr(value, name) for name in names if not name.startswith("_")}
