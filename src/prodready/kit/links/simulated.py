"""The submission in the suite's process on simulated time and a simulated network: Pyodide's only way, fast anywhere."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import runpy
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from prodready.kit.faultserver import Answer
from prodready.kit.host.isolation import enter, minimal_environment
from prodready.kit.host.streams import Tap
from prodready.kit.links import Answering, Files, Server
from prodready.kit.links.loopback import Loopback
from prodready.kit.links.process import stage
from prodready.kit.links.simnet import World
from prodready.kit.outcome import Completed


class Simulated(Loopback):
    """See `Link`. It has no threads, processes, signals or sockets to offer."""

    simulated = True
    provides: frozenset[str] = frozenset()

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.world = World()
        _import_urllib3_as_natively()

    def start(self, answer: Answering) -> None:
        """See `Link`."""
        super().start(answer)
        self.host.clock = self.world

    def server(self, answers: Sequence[Answer]) -> Server:
        """See `Link`."""
        return self.world.listen(answers)

    def run_file(
        self, args: Sequence[str], stdin: bytes, env: dict[str, str], limit: float, closed: Sequence[str]
    ) -> Completed:
        """The file as `__main__`, in this process. What needs a real one declares `needs("process")`."""
        self.host.reset(logging.INFO)
        out, err, started = Tap(), Tap(), self.world.now
        with tempfile.TemporaryDirectory(prefix="program-") as staging:
            program = stage(self.files, Path(staging))
            environment = minimal_environment(self.host.workdir) | {"PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"} | env
            with (
                _as_main(program, args, stdin, out, err),
                _inside(environment, self.host.workdir),
                self.world.installed(limit),
            ):
                status = _run_main(program, err)
            prefix = staging + os.sep
            stdout, stderr = (stream.drain().replace(prefix, "") for stream in (out, err))
        self.host.reset(logging.INFO)
        status_seen = None if self.world.stuck else status & 0xFF
        return Completed(status_seen, stdout, stderr, self.world.now - started)


def _run_main(program: Path, err: Tap) -> int:
    """Run the file and say with which status a process would have ended."""
    try:
        runpy.run_path(str(program), run_name="__main__")
    except SystemExit as leave:
        if leave.code is None or isinstance(leave.code, int):
            return leave.code or 0
        err.write(f"{leave.code}\n")
        return 1
    except BaseException:  # whatever a program dies of
        traceback.print_exc(file=err)
        return 1
    return 0


@contextlib.contextmanager
def _as_main(program: Path, args: Sequence[str], stdin: bytes, out: Tap, err: Tap) -> Iterator[None]:
    """Streams, arguments, import path and an empty logging set-up, as a fresh process has them.

    Without emptying the root logger, `basicConfig()` would do nothing.
    """
    root = logging.getLogger()
    saved = sys.stdin, sys.stdout, sys.stderr, sys.argv, root.handlers[:], root.level
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    sys.stdout, sys.stderr, sys.argv = out, err, [str(program), *args]
    sys.path.insert(0, str(program.parent))
    root.handlers[:], root.level = [], logging.WARNING
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.argv, root.handlers[:], root.level = saved
        sys.path.remove(str(program.parent))


@contextlib.contextmanager
def _inside(environment: dict[str, str], folder: str) -> Iterator[None]:
    ours = dict(os.environ), os.getcwd()
    enter(environment, folder)
    try:
        yield
    finally:
        enter(*ours)


def _import_urllib3_as_natively() -> None:
    """Under the name `emscripten` urllib3 swaps its connections for the browser's fetch()."""
    platform: Any = sys.platform
    sys.platform = "linux"
    try:
        with contextlib.suppress(ImportError):
            import urllib3  # noqa: F401
    finally:
        sys.platform = platform
