"""A submission as a program of its own, natively."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic  # private reference: the `clock` fixture replaces the module's

from prodready.kit.host.isolation import minimal_environment
from prodready.kit.links import Files
from prodready.kit.outcome import Completed

MAX_OUTPUT = 200_000
"""Characters of each stream that are kept."""


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
        environment = minimal_environment(cwd) | {"PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"} | env
        command = [sys.executable, "-B", str(program), *args]
        done = _run(command, stdin, environment, cwd, limit, closed)
        prefix = str(Path(staging)) + os.sep
        return Completed(done[0], done[1].replace(prefix, ""), done[2].replace(prefix, ""), done[3])


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
    shutil.copyfile(files.path, folder / f"{files.module}.py")
    return folder / f"{files.module}.py"


def _run(
    command: list[str], stdin: bytes, env: dict[str, str], cwd: str, limit: float, closed: Sequence[str]
) -> tuple[int | None, str, str, float]:
    started = monotonic()
    streams = {name: _unread_pipe() if name in closed else subprocess.PIPE for name in ("stdout", "stderr")}
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=streams["stdout"], stderr=streams["stderr"], cwd=cwd, env=env
        )
    finally:
        for stream in streams.values():
            if stream != subprocess.PIPE:
                os.close(stream)
    try:
        out, err = child.communicate(stdin, timeout=limit)
        status = child.returncode if child.returncode >= 0 else 128 - child.returncode
    except subprocess.TimeoutExpired:
        child.kill()
        out, err = child.communicate()
        status = None
    return status, _text(out), _text(err), monotonic() - started


def _unread_pipe() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace").replace("\r\n", "\n")[:MAX_OUTPUT]
