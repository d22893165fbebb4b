"""What a server does to a client, as a list of steps. The real server and the simulated one play the same list.

A step is `("send", bytes)`, `("wait", seconds)` or `("reset",)`; at the end of the list the connection is closed.
"""

from __future__ import annotations

import itertools
import json as _json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

FOREVER = 3600.0
"""Seconds of silence that count as for ever: longer than every limit of a check."""

Steps = list[tuple[Any, ...]]


def reply(
    code: int, body: bytes = b"", headers: Sequence[tuple[str, str]] = (), kind: str = "application/json"
) -> Steps:
    """A complete HTTP answer, sent at once."""
    lines = [
        f"HTTP/1.1 {code} {_phrase(code)}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    lines += [f"{name}: {value}" for name, value in headers]
    return [("send", "\r\n".join([*lines, "", ""]).encode() + body)]


def _phrase(code: int) -> str:
    return HTTPStatus(code).phrase if code in set(HTTPStatus) else "Unknown"


def json(value: Any, code: int = 200) -> Steps:
    """A good answer whose body is `value` as JSON."""
    return reply(code, _json.dumps(value).encode())


def status(code: int) -> Steps:
    """A refusal or an outage, with a small JSON body."""
    return reply(code, b'{"detail": "no"}')


def html(code: int = 200) -> Steps:
    """A page for people where a program expects JSON, as proxies send it."""
    return reply(code, b"<html><h1>Bad gateway</h1></html>", kind="text/html")


def hang() -> Steps:
    """Takes the request and never answers."""
    return [("wait", FOREVER)]


def stall() -> Steps:
    """Headers and one byte of the body, then silence."""
    return [
        ("send", b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"),
        ("wait", FOREVER),
    ]


def drip(seconds: float, every: float, body: bytes = b"") -> Steps:
    """A piece of the body each `every` seconds for `seconds`: every single read is fast, the whole is not.

    Args:
        seconds: How long the whole takes.
        every: The time between two pieces.
        body: What arrives in the end; a short one is preceded by spaces, which JSON ignores.
    """
    count = round(seconds / every)
    data = body.rjust(count)
    cuts = [len(data) * n // count for n in range(count + 1)]
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n".encode()
    pieces = [data[low:high] for low, high in itertools.pairwise(cuts)]
    return [("send", head), *[step for piece in pieces for step in (("wait", every), ("send", piece))]]


def redirect(to: str, after: float = 0.0) -> Steps:
    """Sends the client to another target, `after` seconds."""
    return [("wait", after), *reply(302, headers=[("Location", to)])]


def slow(seconds: float, answer: Steps) -> Steps:
    """The same answer, later."""
    return [("wait", seconds), *answer]


def truncated(body: bytes, missing: int = 20) -> Steps:
    """The connection ends `missing` bytes before the length that was promised."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body) + missing}\r\n\r\n"
    return [("send", head.encode() + body)]


def reset() -> Steps:
    """The connection is broken off instead of an answer."""
    return [("reset",)]
