"""A server on the loopback that plays faults over real sockets, on the suite's side of every native run."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic  # private reference: the `clock` fixture replaces the module's

from prodready.kit.faults import Steps

MAX_REQUEST = 1 << 20
"""Bytes of one request; what a submission sends is not trusted."""

MAX_CONNECTIONS = 64
BREAK_OFF = struct.pack("ii", 1, 0)
"""SO_LINGER on, zero seconds: closing sends RST instead of FIN (see socket(7))."""


@dataclass(frozen=True)
class Request:
    """What arrived: header names in lower case; `at` in seconds of the suite's monotonic clock."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    at: float


Answer = Steps | Callable[[Request], Steps]


def parse_request(raw: bytes, at: float) -> Request | None:
    """A complete request, or None if more bytes are needed."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    if not gap:
        return None
    lines = head.decode("latin-1").split("\r\n")
    method, target = ([*lines[0].split(" "), "", ""])[:2]
    pairs = (line.partition(":") for line in lines[1:])
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    length = headers.get("content-length", "0")
    if len(body) < (int(length) if length.isdigit() else 0):
        return None
    return Request(method, target, headers, body, at)


class Script:
    """The n-th request gets the n-th answer; the last one repeats. An answer may be a function of the request."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []
        self._lock = threading.Lock()

    def steps(self, request: Request) -> Steps:
        """Note the request and choose its answer."""
        with self._lock:
            self.requests.append(request)
            answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
        return answer(request) if callable(answer) else answer


class RealServer:
    """Plays a script on a bound socket. Without answers nobody listens, so connections are refused.

    Args:
        bound: A socket that is bound to a port of 127.0.0.1.
        answers: See `Script`.

    Attributes:
        url: `http://127.0.0.1:PORT`.
    """

    def __init__(self, bound: socket.socket, answers: Sequence[Answer]) -> None:
        self.script = Script(answers)
        self.url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        self._socket, self._stop = bound, threading.Event()
        self._slots = threading.BoundedSemaphore(MAX_CONNECTIONS)
        self._clients: list[socket.socket] = []
        if answers:
            bound.listen(16)
            bound.settimeout(0.05)
            threading.Thread(target=self._accept, daemon=True, name="faultserver").start()

    @property
    def requests(self) -> list[Request]:
        """What has arrived so far."""
        return list(self.script.requests)

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                client, _ = self._socket.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            if not self._slots.acquire(blocking=False):
                client.close()
                continue
            self._clients.append(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True, name="faultserver").start()

    def _serve(self, client: socket.socket) -> None:
        try:
            with client:
                client.settimeout(5)
                if request := _receive(client):
                    self._play(client, self.script.steps(request))
        except OSError:
            pass  # the client has gone: that is its right
        finally:
            self._slots.release()

    def _play(self, client: socket.socket, steps: Steps) -> None:
        for name, *value in steps:
            if name == "send":
                client.sendall(value[0])
            elif name == "reset":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, BREAK_OFF)
            elif self._stop.wait(value[0]):
                return

    def close(self) -> None:
        """Stop listening and drop every connection, so that a client that still waits is woken."""
        self._stop.set()
        self._socket.close()
        for client in self._clients:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)


def _receive(client: socket.socket) -> Request | None:
    raw = b""
    while (request := parse_request(raw, monotonic())) is None:
        chunk = client.recv(65536)
        if not chunk or len(raw) > MAX_REQUEST:
            return None
        raw += chunk
    return request


def bound_socket() -> socket.socket:
    """A socket on a free port of the loopback."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.bind(("127.0.0.1", 0))
    return bound
