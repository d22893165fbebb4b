"""Plain data to JSON and back, the same in every runtime.

Runs in one process go through this too: what does not survive a process boundary must not work anywhere.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable
from typing import Any

MAX_FRAME = 1 << 18
"""Bytes of one answer. A bound for all runtimes, so that none accepts what another refuses."""

MAX_QUESTIONS = 10_000
"""Calls of fakes in one request; code that asks without end is given up."""

TOO_LARGE = "its answer was too large"
EARLIER = "it ended, or was given up, in an earlier step of this check"

MAX_DEPTH = 40
LONG_INT = 10_000
"""Bits from which Python refuses to write an int in decimal digits (see `sys.set_int_max_str_digits`), roughly."""

_TEXTUAL: dict[str, Callable[[str], Any]] = {
    "decimal": decimal.Decimal,
    "datetime": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "bytes": bytes.fromhex,
    "int": lambda text: int(text, 16),
}
_GROUPS: dict[str, Callable[..., Any]] = {"tuple": tuple, "set": set, "frozenset": frozenset}

# The base's own data, whatever a subclass makes of `__iter__` or `__int__`: an endless `__iter__` would fill the memory.
_BASES: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (str, str.__str__),
    (int, int.__pos__),
    (float, float.__pos__),
    (bytes, lambda value: bytes(memoryview(value))),
    (dict, lambda value: dict(dict.items(value))),
    (list, lambda value: list(list.__iter__(value))),
    (tuple, lambda value: tuple(tuple.__iter__(value))),
    (set, lambda value: set(set.__iter__(value))),
)

Opaque = Callable[[Any], Any]


class TooLarge(Exception):
    """The JSON data would exceed the room there is."""


class Encoder:
    """Makes JSON data of values.

    Args:
        opaque: Called with what is not plain data; returns JSON data, usually a dict with the key `$`. Plain data are
            None, bool, int, float, str, bytes, list, tuple, dict, set, frozenset, Decimal, datetime and date; instances
            of their subclasses arrive as the base, so that an `IntEnum` equals its number.
        room: Roughly how many characters of JSON there may be in all.
    """

    def __init__(self, opaque: Opaque, room: float = float("inf")) -> None:
        self._opaque, self._room = opaque, room

    def encode(self, value: Any, depth: int = 0) -> Any:
        """JSON data that stands for `value`.

        Raises:
            ValueError: If the value is nested more than `MAX_DEPTH` deep.
            TooLarge: If there is no more room.
        """
        kind = type(value)
        self._take(len(value) + 2 if kind is str else 2)
        if value is None or kind in (bool, float, str):
            return value
        if kind is int:
            return value if value.bit_length() < LONG_INT else {"$": "int", "v": self._text(hex(value))}
        if depth > MAX_DEPTH:
            raise ValueError("nested too deeply")
        return self._composed(value, kind, depth + 1)

    def _composed(self, value: Any, kind: type, depth: int) -> Any:
        if kind is list:
            return [self.encode(item, depth) for item in value]
        if kind is dict:
            pairs = [[self.encode(k, depth), self.encode(v, depth)] for k, v in value.items()]
            return {"$": "dict", "v": pairs}
        if kind in (tuple, set, frozenset):
            return {"$": kind.__name__, "v": [self.encode(item, depth) for item in value]}
        if kind in (bytes, bytearray):
            self._take(2 * len(value))
            return {"$": "bytes", "v": value.hex()}
        if kind is decimal.Decimal:
            return {"$": "decimal", "v": self._text(str(value))}
        if kind in (datetime.datetime, datetime.date):
            return {"$": kind.__name__, "v": value.isoformat()}
        for base, plain in _BASES:
            if issubclass(kind, base):  # not isinstance: that asks the value for its `__class__`
                return self.encode(plain(value), depth)
        return self._opaque(value)

    def _text(self, text: str) -> str:
        self._take(len(text))
        return text

    def _take(self, count: int) -> None:
        self._room -= count
        if self._room < 0:
            raise TooLarge


def encode(value: Any, opaque: Opaque) -> Any:
    """JSON data that stands for `value`, without a bound; see `Encoder`."""
    return Encoder(opaque).encode(value)


def decode(data: Any, opaque: Opaque) -> Any:
    """The value that `data` stands for; `opaque` gets every dict whose `$` is not plain data."""
    if isinstance(data, list):
        return [decode(item, opaque) for item in data]
    if not isinstance(data, dict):
        return data
    tag = data.get("$")
    if tag == "dict":
        return {decode(k, opaque): decode(v, opaque) for k, v in data["v"]}
    if tag in _GROUPS:
        return _GROUPS[tag](decode(item, opaque) for item in data["v"])
    if tag in _TEXTUAL:
        return _TEXTUAL[tag](data["v"])
    return opaque(data)
