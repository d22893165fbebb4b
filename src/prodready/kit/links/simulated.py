"""The submission in the suite's process on simulated time and a simulated network: Pyodide's only way, fast anywhere."""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from prodready.kit.faultserver import Answer
from prodready.kit.host.clock import REAL_LIMIT, Stuck
from prodready.kit.host.guards import ProcessEnded
from prodready.kit.host.runner import GivenUp
from prodready.kit.links import Answering, Files, Installed, NotHere, Server
from prodready.kit.links.loopback import Loopback
from prodready.kit.links.process import PROGRAM_ENVIRONMENT, stage
from prodready.kit.links.simnet import World
from prodready.kit.outcome import Completed
from prodready.kit.wheels import Package
from prodready.words import say


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
        self.begin_check()
        around = self.host.around
        with tempfile.TemporaryDirectory(prefix="program-") as staging:
            program = stage(self.files, Path(staging))
            around.environment |= PROGRAM_ENVIRONMENT | env
            around.stdin = stdin
            report = self.ask_host(lambda: _run_main(str(program), args), limit)
            prefix = staging + os.sep
            stdout, stderr = (report[name].replace(prefix, "") for name in ("stdout", "stderr"))
        self.begin_check()
        status = None if "stuck" in report else self.host.guards.status if "gone" in report else report["value"]
        return Completed(status, stdout, stderr, report["elapsed"])

    def install(self, lock: str, packages: Iterable[Package]) -> Installed:
        """What needs an environment declares `needs("process")`."""
        raise NotHere(say("project.no_process"))

    def ask_host(self, work: Callable[[], Any], limit: float) -> dict[str, Any]:
        """Run `work` as if it were a call of learner code."""
        return self.host.run(work, {"limit": limit, "real": REAL_LIMIT, "clock": True})


def _run_main(program: str, args: Sequence[str]) -> int:
    """Run the file and say with which status a process would have ended."""
    sys.argv[:] = [program, *args]
    sys.path.insert(0, os.path.dirname(program))
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as leave:
        if leave.code is None or isinstance(leave.code, int):
            return (leave.code or 0) & 0xFF
        sys.stderr.write(f"{leave.code}\n")
        return 1
    except (ProcessEnded, Stuck, GivenUp):
        raise
    except BaseException as error:  # whatever a program dies of
        trace = error.__traceback__
        while trace and trace.tb_frame.f_code.co_filename != program:
            trace = trace.tb_next
        traceback.print_exception(error.with_traceback(trace))
        return 1
    return 0


def _import_urllib3_as_natively() -> None:
    """Under the name `emscripten` urllib3 swaps its connections for the browser's fetch()."""
    platform: Any = sys.platform
    sys.platform = "linux"
    try:
        with contextlib.suppress(ImportError):
            import urllib3  # noqa: F401
    finally:
        sys.platform = platform
