"""For the runs shown on pages: a server with faults, in one line."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from prodready.kit.faultserver import Answer, RealServer, bound_socket


@contextlib.contextmanager
def serve(*answers: Answer) -> Iterator[RealServer]:
    """A server that plays `answers`, one per request, the last one again and again; none: connections are refused.

    Yields:
        The server; its `url` is where clients go, its `requests` are what arrived.
    """
    server = RealServer(bound_socket(), answers)
    try:
        yield server
    finally:
        server.close()
