"""The submission in the suite's own process: what learners run, and what a debugger can follow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from prodready.kit.faultserver import Answer, RealServer, bound_socket
from prodready.kit.host.host import Host
from prodready.kit.host.sources import Sources
from prodready.kit.links import NATIVE, Answering, Files, Installed, Server
from prodready.kit.links.process import run_file
from prodready.kit.outcome import Completed
from prodready.kit.protocol import BrokenProtocol
from prodready.kit.wheels import Package

_dumps, _loads = json.dumps, json.loads  # private references: learner code may replace the module's


class Loopback:
    """See `Link`. Every request makes the JSON round trip that it makes through a pipe, with the same bound.

    Args:
        files: The submission.
        on_call: Called with the real seconds that the call to come may take, and with 0 after it: for a watchdog.
        debug: Whether learner code runs on the real streams and without limits.
    """

    simulated = False
    provides = NATIVE

    def __init__(
        self, files: Files, on_call: Callable[[float], None] = lambda seconds: None, *, debug: bool = False
    ) -> None:
        self.files, self.on_call, self.debug = files, on_call, debug
        self.host: Host
        self._environments: Any = None

    def start(self, answer: Answering) -> None:
        """See `Link`."""

        def callback(question: dict[str, Any]) -> Any:
            try:
                return _loads(_dumps(answer(_loads(_dumps(question)))))
            except BrokenProtocol as error:
                raise RuntimeError("the check failed") from error

        self.host = Host(Sources(**self.files.as_data()), callback, guarded=True)
        self.host.debug = self.debug

    def begin_check(self, level: int = 20) -> None:
        """See `Link`."""
        self.ask({"op": "reset", "level": level})

    def end_check(self) -> None:
        """See `Link`."""
        self.host.runner.finish_check()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """See `Link`."""
        self.on_call(request.get("real", 0.0))
        try:
            frame = self.host.respond(_loads(_dumps(request)))
        finally:
            self.on_call(0.0)
        error = self.host.last_error
        if self.debug and error and type(error).__module__.startswith("_pytest"):
            raise error  # somebody has left the debugger
        return dict(_loads(frame))

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

    def close(self) -> None:
        """See `Link`."""
        if self._environments:
            self._environments.close()
        self.host.close()
