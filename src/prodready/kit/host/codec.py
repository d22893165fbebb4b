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

MAX_DEPTH = 40

_SCALARS = (type(None), bool, int, float, str)
_TEXTUAL: dict[str, Callable[[str], Any]] = {
    "decimal": decimal.Decimal,
    "datetime": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "bytes": bytes.fromhex,
}
_GROUPS: dict[str, Callable[..., Any]] = {"tuple": tuple, "set": set, "frozenset": frozenset}
_BASES: tuple[Any, ...] = (str, int, float, bytes, dict, list, tuple, set)

Opaque = Callable[[Any], Any]


def encode(value: Any, opaque: Opaque, depth: int = 0) -> Any:  # noqa: PLR0911  one line per kind of value
    """JSON data that stands for `value`.

    Args:
        value: Anything. Plain data are None, bool, int, float, str, bytes, list, tuple, dict, set, frozenset, Decimal,
            datetime and date; instances of their subclasses arrive as the base, so that an `IntEnum` equals its number.
        opaque: Called with what is not plain data; returns JSON data, usually a dict with the key `$`.
        depth: Of the recursion; for inner calls.

    Raises:
        ValueError: If the value is nested more than `MAX_DEPTH` deep.
    """
    kind = type(value)
    if kind in _SCALARS:
        return value
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    if kind is list:
        return [encode(item, opaque, depth + 1) for item in value]
    if kind is dict:
        pairs = [[encode(k, opaque, depth + 1), encode(v, opaque, depth + 1)] for k, v in value.items()]
        return {"$": "dict", "v": pairs}
    if kind in (tuple, set, frozenset):
        return {"$": kind.__name__, "v": [encode(item, opaque, depth + 1) for item in value]}
    if kind in (bytes, bytearray):
        return {"$": "bytes", "v": value.hex()}
    if kind is decimal.Decimal:
        return {"$": "decimal", "v": str(value)}
    if kind in (datetime.datetime, datetime.date):
        return {"$": kind.__name__, "v": value.isoformat()}
    for base in _BASES:
        if isinstance(value, base):
            return encode(base(value), opaque, depth + 1)
    return opaque(value)


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
