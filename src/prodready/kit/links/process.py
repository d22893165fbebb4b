"""A submission as a program of its own, natively."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from time import monotonic  # private reference: the `clock` fixture replaces the module's
from typing import Any

from prodready.kit.host.isolation import minimal_environment
from prodready.kit.host.streams import MAX_TEXT
from prodready.kit.links import Files
from prodready.kit.outcome import Completed

PROGRAM_ENVIRONMENT = {"PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"}


def run_file(
    files: Files, args: Sequence[str], stdin: bytes, env: dict[str, str], limit: float, closed: Sequence[str]
) -> Completed:
    """Run `python FILE args…` in an empty folder.

    The file and what comes with it are copied to a folder of their own: a scratch file called `json.py` beside the
    learner's work would otherwise shadow the standard library here, and nowhere else.

    Args:
        files: The submission.
        args: Command line arguments.
        stdin: What it reads.
        env: Variables besides PATH, HOME, PYTHONUTF8 and PYTHONWARNINGS.
        limit: Seconds until it is stopped.
        closed: Names of output streams (`stdout`, `stderr`) whose reader has gone.
    """
    with tempfile.TemporaryDirectory(prefix="program-") as staging, tempfile.TemporaryDirectory(prefix="check-") as cwd:
        program = stage(files, Path(staging))
        environment = minimal_environment(cwd) | PROGRAM_ENVIRONMENT | env
        command = [sys.executable, "-B", str(program), *args]
        return run_command(command, stdin, environment, cwd, limit, closed, hidden=Path(staging))


def stage(files: Files, folder: Path) -> Path:
    """Copy a submission under its own name, with what comes with it.

    Returns:
        The file to run: the submission, or the `__main__.py` of a package.
    """
    for name, path in files.given.items():
        shutil.copyfile(path, folder / f"{name}.py")
    if files.path.is_dir():
        shutil.copytree(files.path, folder / files.module, ignore=shutil.ignore_patterns("__pycache__"))
        return folder / files.module / "__main__.py"
    program = folder / (files.name or f"{files.module}.py")
    shutil.copyfile(files.path, program)
    return program


def run_command(
    command: Sequence[str],
    stdin: bytes,
    env: dict[str, str],
    cwd: str,
    limit: float,
    closed: Sequence[str] = (),
    *,
    hidden: Path | None = None,
) -> Completed:
    """Run a program, and end it with all that it has started.

    Args:
        command: The program and its arguments.
        stdin: What it reads.
        env: All of its variables.
        cwd: Its working directory.
        limit: Seconds until it is stopped.
        closed: Names of output streams (`stdout`, `stderr`) whose reader has gone.
        hidden: A folder whose path is cut out of what the program prints.
    """
    started = monotonic()
    streams = {name: _unread_pipe() if name in closed else subprocess.PIPE for name in ("stdout", "stderr")}
    try:
        # A session of its own, so that its children can be stopped with it.
        child = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=streams["stdout"],
            stderr=streams["stderr"],
            cwd=cwd,
            env=env,
            start_new_session=os.name != "nt",
        )
    finally:
        for stream in streams.values():
            if stream != subprocess.PIPE:
                os.close(stream)
    out, err = Reader(child.stdout), Reader(child.stderr)
    threading.Thread(target=_feed, args=(child.stdin, stdin), daemon=True, name="frames").start()
    try:
        child.wait(limit)
        status = child.returncode if child.returncode >= 0 else 128 - child.returncode
    except subprocess.TimeoutExpired:
        status = None
    seconds = monotonic() - started
    _stop(child)
    prefix = f"{hidden}{os.sep}" if hidden else ""
    stdout, stderr = (text.replace(prefix, "") if prefix else text for text in (out.text(), err.text()))
    return Completed(status, stdout, stderr, seconds)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """End the program and what it has started."""
    if os.name == "nt":
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _feed(stream: Any, data: bytes) -> None:
    """Write what the program may read, which it need not do."""
    with contextlib.suppress(OSError), stream:
        stream.write(data)


class Reader(threading.Thread):
    """Reads a pipe to its end and keeps a bounded amount.

    Args:
        stream: The pipe; None for one that was never there.
    """

    def __init__(self, stream: Any) -> None:
        super().__init__(daemon=True, name="frames")
        self._stream, self._kept = stream, bytearray()
        self.start()

    def run(self) -> None:
        """Read."""
        if self._stream is None:
            return
        with contextlib.suppress(OSError, ValueError), self._stream:
            while chunk := self._stream.read1(65536):
                self._kept += chunk[: MAX_TEXT * 4 - len(self._kept)]

    def text(self) -> str:
        """What was read, decoded; waits for the end of the pipe, which a child in a session of its own may hold open."""
        self.join(1.0)
        return self._kept.decode("utf-8", "replace").replace("\r\n", "\n")[:MAX_TEXT]


def _unread_pipe() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer
