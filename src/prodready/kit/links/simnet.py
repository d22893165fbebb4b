"""A simulated TCP below the HTTP libraries, on a simulated clock.

requests, httpx, urllib and asyncio run their own code on top of it, so the exceptions are theirs. Time moves only when
somebody waits: an hour of silence costs nothing, and a wait without a bound is found at once.
"""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import Callable, Sequence
from typing import Any

from prodready.kit.faults import FOREVER
from prodready.kit.faultserver import Answer, Request, Script, parse_request
from prodready.kit.host.clock import SimClock, SimLoop

Moment = tuple[float, str, bytes]
"""(when, what, data): something that reaches the client's side of the wire."""


class World(SimClock):
    """The clock, and a network of scripted servers on the loopback."""

    def __init__(self) -> None:
        super().__init__()
        self.servers: dict[int, SimServer] = {}
        self.socket_class = type("socket", (SimSocket,), {"world": self, "__module__": "socket"})
        self._port = 40_000

    def patches(self) -> dict[tuple[Any, str], Callable[..., Any]]:
        """The clock's, and those of the network."""
        network: dict[tuple[Any, str], Callable[..., Any]] = {
            (socket, "socket"): self.socket_class,
            (socket, "getaddrinfo"): getaddrinfo,
        }
        return super().patches() | network

    def new_loop(self) -> NetLoop:
        """An event loop that knows this network."""
        return NetLoop(self)

    def listen(self, answers: Sequence[Answer]) -> SimServer:
        """A new server on a port of its own."""
        self._port += 1
        self.servers[self._port] = SimServer(self, self._port, answers)
        return self.servers[self._port]

    def connect(self, port: int) -> SimServer:
        """The server at a port.

        Raises:
            ConnectionRefusedError: If nobody listens there.
        """
        server = self.servers.get(port)
        if server is None or not server.script.answers:
            raise ConnectionRefusedError(111, "Connection refused")
        return server


def getaddrinfo(host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0) -> Any:
    """Stands in for `socket.getaddrinfo`: the loopback is known, and nothing else."""
    name = host.decode() if isinstance(host, bytes) else host
    if name not in ("127.0.0.1", "localhost"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", int(port or 0)))]


class SimServer:
    """Plays a script; see `RealServer`."""

    def __init__(self, world: World, port: int, answers: Sequence[Answer]) -> None:
        self.world, self.port, self.script = world, port, Script(answers)
        self.url = f"http://127.0.0.1:{port}"

    @property
    def requests(self) -> list[Request]:
        """What has arrived so far."""
        return list(self.script.requests)

    def timeline(self, request: Request) -> list[Moment]:
        """All that the client will see of the answer."""
        when, seen = self.world.now, list[Moment]()
        for name, *value in self.script.steps(request):
            if name == "wait":
                when += value[0]
                if value[0] >= FOREVER:
                    return seen
            else:
                seen.append((when, name, value[0] if value else b""))
        return [*seen, (when, "end", b"")]

    def close(self) -> None:
        """Refuse connections from now on."""
        self.world.servers.pop(self.port, None)


class SimSocket:
    """A client's socket. A class, because learner code may derive from `socket.socket`; each world has its own.

    What is missing here (`select`, TLS, UDP, listening) a check asks for with `needs("sockets")`.
    """

    world: World

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        self.family, self.type, self.proto = socket.AF_INET, socket.SOCK_STREAM, 6
        self.timeout: float | None = None
        self.server: SimServer | None = None
        self._sent, self._ready = b"", b""
        self._wire: list[Moment] = []

    def settimeout(self, seconds: float | None) -> None:
        """As a socket does."""
        if seconds is not None and seconds < 0:
            raise ValueError("Timeout value out of range")
        self.timeout = seconds

    def gettimeout(self) -> float | None:
        """As a socket does."""
        return self.timeout

    def connect(self, address: tuple[str, int]) -> None:
        """Reach a server of this world at once, or be refused."""
        self.server = self.world.connect(address[1])

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send; a complete request puts its answer on the wire."""
        assert self.server, "the socket is not connected"
        self._sent += bytes(data)
        if request := parse_request(self._sent, self.world.now):
            self._sent, self._wire = b"", self.server.timeline(request)

    def send(self, data: Any, flags: int = 0) -> int:
        """As `sendall`."""
        self.sendall(data)
        return len(data)

    def recv(self, count: int, flags: int = 0) -> bytes:
        """Wait for bytes, at most the timeout; an empty result is the end."""
        while not self._ready:
            due = self._wire[0][0] if self._wire else float("inf")
            if self.timeout is not None and self.world.now + self.timeout < due:
                self.world.wait(self.timeout)
                raise TimeoutError("timed out")
            self.world.advance_to(due)
            _, what, data = self._wire[0]
            if what == "end":
                return b""
            if what == "reset":
                raise ConnectionResetError(104, "Connection reset by peer")
            self._ready += data
            self._wire.pop(0)
        data, self._ready = self._ready[:count], self._ready[count:]
        return data

    def recv_into(self, buffer: Any, count: int = 0, flags: int = 0) -> int:
        """As `recv`."""
        data = self.recv(count or len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def makefile(self, mode: str = "r", buffering: int | None = None, **options: Any) -> io.BufferedReader:
        """A reader, for http.client."""
        return io.BufferedReader(_Raw(self))

    def getpeername(self) -> tuple[str, int]:
        """The server's address."""
        return ("127.0.0.1", self.server.port if self.server else 0)

    getsockname = getpeername

    def fileno(self) -> int:
        """There is no descriptor."""
        return -1

    def _nothing(self, *args: Any) -> None:
        """Accepted, without an effect here."""

    bind = close = detach = setblocking = setsockopt = shutdown = _nothing

    def __enter__(self) -> SimSocket:
        return self

    def __exit__(self, *args: Any) -> None:
        pass


class _Raw(io.RawIOBase):
    def __init__(self, sock: SimSocket) -> None:
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._sock.recv_into(buffer)


class NetLoop(SimLoop):
    """The event loop of a world."""

    clock: World

    async def create_connection(self, factory: Any, host: Any = None, port: Any = None, **options: Any) -> Any:  # type: ignore[override]
        """Connect to a server of this world. It suspends once, as a real one does: a limit of 0 ends it here."""
        await asyncio.sleep(0)
        getaddrinfo(host, port)
        protocol = factory()
        transport = SimTransport(self, protocol, self.clock.connect(port))
        protocol.connection_made(transport)
        return transport, protocol

    async def getaddrinfo(self, host: Any, port: Any, **options: Any) -> Any:
        """As the function of this module."""
        return getaddrinfo(host, port)


class SimTransport(asyncio.Transport):
    """The asyncio side of a connection."""

    def __init__(self, loop: NetLoop, protocol: Any, server: SimServer) -> None:
        super().__init__()
        self._loop, self._protocol, self._server = loop, protocol, server
        self._sent = b""
        self._wire: list[Moment] = []
        self._paused = self._gone = self._planned = False

    def write(self, data: Any) -> None:
        """Send; a complete request puts its answer on the wire."""
        self._sent += bytes(data)
        if request := parse_request(self._sent, self._server.world.now):
            self._sent, self._wire = b"", self._server.timeline(request)
            self._plan()

    def _plan(self) -> None:
        if self._wire and not (self._paused or self._gone or self._planned):
            self._planned = True  # A client that pauses and resumes in between gets nothing early.
            self._loop.call_at(self._wire[0][0], self._play)

    def _play(self) -> None:
        self._planned = False
        if self._paused or self._gone or not self._wire:
            return
        _, what, data = self._wire.pop(0)
        if what == "send":
            self._protocol.data_received(data)
            self._plan()
        elif what == "reset":
            self._lose(ConnectionResetError(104, "Connection reset by peer"))
        else:
            self._protocol.eof_received()
            self._lose(None)

    def _lose(self, error: Exception | None) -> None:
        if not self._gone:
            self._gone = True
            self._loop.call_soon(self._protocol.connection_lost, error)

    def pause_reading(self) -> None:
        """Hold what arrives."""
        self._paused = True

    def resume_reading(self) -> None:
        """Go on."""
        if self._paused:
            self._paused = False
            self._plan()

    def close(self) -> None:
        """End the connection."""
        self._lose(None)

    abort = close

    def is_closing(self) -> bool:
        """Whether it has ended."""
        return self._gone

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Addresses, and a socket to ask for them."""
        known = {"peername": ("127.0.0.1", self._server.port), "sockname": ("127.0.0.1", 1)}
        return self._server.world.socket_class() if name == "socket" else known.get(name, default)

    def set_protocol(self, protocol: Any) -> None:
        """As asyncio asks."""
        self._protocol = protocol

    def get_protocol(self) -> Any:
        """As asyncio asks."""
        return self._protocol

    def can_write_eof(self) -> bool:
        """Yes; anyio calls `write_eof` when it closes."""
        return True

    def write_eof(self) -> None:
        """Without an effect here."""

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Without an effect here."""

    def get_write_buffer_size(self) -> int:
        """Everything is sent at once."""
        return 0
