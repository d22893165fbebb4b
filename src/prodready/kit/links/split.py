"""The submission in a process of its own that speaks JSON frames: what official grading will put into a sandbox."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any

from prodready.kit.faultserver import Answer, RealServer, bound_socket
from prodready.kit.host.child import HEADER, write_frame
from prodready.kit.host.codec import EARLIER, MAX_FRAME, MAX_QUESTIONS, TOO_LARGE
from prodready.kit.links import NATIVE, Answering, Files, InfrastructureError, Installed, Server
from prodready.kit.links.process import run_file
from prodready.kit.outcome import Completed
from prodready.kit.protocol import BROKEN, BrokenProtocol
from prodready.kit.wheels import Package

START_LIMIT = 20.0
ENVELOPE = 100
"""Bytes of a frame around its report."""

BACKSTOP = 1.0
"""Seconds beyond the limit after which a host that reports nothing is stopped."""


class Gone(Exception):
    """The submission's process ended, or sent what none of our code sends."""


class Split:
    """See `Link`."""

    simulated = False
    provides = NATIVE

    def __init__(self, files: Files) -> None:
        self.files = files
        self._environments: Any = None
        self._process: subprocess.Popen[bytes] | None = None
        self._frames: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._outbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._answer: Answering
        self._folder: tempfile.TemporaryDirectory[str]

    def start(self, answer: Answering) -> None:
        """See `Link`."""
        self._answer = answer
        self._boot()

    def begin_check(self, level: int = 20) -> None:
        """See `Link`. A process with leftover threads is replaced."""
        if self._process and self.ask({"op": "reset", "level": level}).get("leftover", 1):
            self._stop()
        if not self._process:
            self._boot()
            self.ask({"op": "reset", "level": level})

    def end_check(self) -> None:
        """See `Link`. `begin_check` will look for threads."""

    def _boot(self) -> None:
        command = [sys.executable, "-B", "-m", "prodready.kit.host.child"]
        environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PYTEST_")}
        # What a killed process leaves behind goes with its own folder for temporary files.
        self._folder = tempfile.TemporaryDirectory(prefix="split-", ignore_cleanup_errors=True)
        environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder.name)
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
        except OSError as error:
            raise InfrastructureError(f"the second process did not start: {error}") from error
        self._frames, self._outbox = queue.SimpleQueue(), queue.SimpleQueue()
        incoming, outgoing = (self._process.stdout, self._frames), (self._process.stdin, self._outbox)
        threading.Thread(target=_pump, args=incoming, daemon=True, name="frames").start()
        threading.Thread(target=_push, args=outgoing, daemon=True, name="frames").start()
        self._send(self.files.as_data())
        try:
            ready = self._receive(monotonic() + START_LIMIT)
        except (Gone, TimeoutError) as error:
            self._stop()
            raise InfrastructureError("the second process did not answer") from error
        if "ready" not in ready:
            raise InfrastructureError("the second process does not speak our protocol")

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """See `Link`."""
        if not self._process:
            return {"gone": EARLIER}
        end = monotonic() + request.get("real", START_LIMIT) + BACKSTOP
        try:
            self._send(request)
            report = self._converse(end)
        except TimeoutError:
            self._stop()
            return {"stuck": []}
        except (Gone, BrokenProtocol, OSError) as error:
            self._stop()
            return {"gone": str(error)[:200] or "no reason given"}
        if "stuck" in report:
            self._stop()
        return report

    def _converse(self, end: float) -> dict[str, Any]:
        """Answer questions until the report comes."""
        for _ in range(MAX_QUESTIONS + 1):
            frame = self._receive(end)
            if type(frame.get("report")) is dict:
                return dict(frame["report"])
            if type(frame.get("ask")) is not dict:
                break
            self._send({"answer": self._answer(frame["ask"])})
        raise Gone(BROKEN)

    def _send(self, data: Any) -> None:
        self._outbox.put(data)

    def _receive(self, end: float) -> dict[str, Any]:
        try:
            body = self._frames.get(timeout=max(0.001, end - monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if body is None:
            raise Gone(self._farewell())
        try:
            frame = json.loads(body)
        except (ValueError, RecursionError):
            raise Gone(BROKEN) from None
        if type(frame) is not dict:
            raise Gone(BROKEN)
        return frame

    def _farewell(self) -> str:
        """Why the process has ended."""
        assert self._process
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return "it closed its side of the pipe"
        return f"exit status {status}" if status >= 0 else f"signal {-status}"

    def server(self, answers: Sequence[Answer]) -> Server:
        """See `Link`."""
        return RealServer(bound_socket(), answers)

    def run_file(
        self, args: Sequence[str], stdin: bytes, env: dict[str, str], limit: float, closed: Sequence[str]
    ) -> Completed:
        """See `Link`."""
        return run_file(self.files, args, stdin, env, limit, closed)

    def install(self, lock: str, packages: Iterable[Package]) -> Installed:
        """See `Link`."""
        from prodready.kit.links.environments import Environments  # few exercises need what it imports

        self._environments = self._environments or Environments(self.files)
        made: Installed = self._environments.install(lock, packages)
        return made

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._outbox.put(None)
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._process = None
            self._folder.cleanup()

    def close(self) -> None:
        """See `Link`."""
        if self._environments:
            self._environments.close()
        self._stop()


def _pump(stream: Any, frames: queue.SimpleQueue[bytes | None]) -> None:
    """Cut the stream into frames; None marks its end. A frame beyond the bound ends it, too."""
    try:
        while len(head := stream.read(HEADER.size)) == HEADER.size:
            size = HEADER.unpack(head)[0]
            if size > MAX_FRAME + ENVELOPE:
                frames.put(json.dumps({"report": {"gone": TOO_LARGE}}).encode())
                break
            frames.put(stream.read(size))
    except (OSError, ValueError):
        pass
    frames.put(None)


def _push(stream: Any, outbox: queue.SimpleQueue[Any]) -> None:
    """Send frames until None. On a thread of its own: a process that does not read would block whoever writes."""
    with contextlib.suppress(OSError, ValueError):
        while (frame := outbox.get()) is not None:
            write_frame(stream, frame)
