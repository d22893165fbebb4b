"""Which Python interpreters this machine has, one for each version that the course supports."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MINORS = (11, 12, 13, 14)
"""Python 3.11 is the floor of the course; 3.14 is what runs in the browser."""

_PROBE = """
import importlib.metadata, json, sys
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        pass
print(json.dumps({"version": list(sys.version_info[:3]), "build": sys.version, "packages": found}))
"""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter that answered when it was called.

    Args:
        command: How to start it.
        version: Such as `3.12.1`.
        build: The whole of `sys.version`.
        packages: Version by name, for those packages that were asked for and are there.
    """

    command: tuple[str, ...]
    version: str
    build: str
    packages: dict[str, str]


def find(packages: Iterable[str] = ()) -> tuple[Interpreter, ...]:
    """One interpreter per supported version, lowest first; the running one stands for its own version.

    Args:
        packages: Names of distributions to look for in each of them.
    """
    wanted = tuple(sorted(set(packages)))
    found = []
    for minor in MINORS:
        for command in _candidates(minor):
            interpreter = probe(command, wanted)
            if interpreter and interpreter.version.startswith(f"3.{minor}."):
                found.append(interpreter)
                break
    return tuple(found)


def probe(command: tuple[str, ...], packages: tuple[str, ...] = ()) -> Interpreter | None:
    """What `command` is; None if it cannot be started, as with a shim whose version is not installed."""
    try:
        done = subprocess.run([*command, "-I", "-c", _PROBE, *packages], capture_output=True, text=True, timeout=20)
        answer = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    version = ".".join(str(part) for part in answer["version"])
    return Interpreter(command, version, answer["build"], answer["packages"])


def _candidates(minor: int) -> Iterator[tuple[str, ...]]:
    """Where an interpreter of that version may be: here, on PATH, in pyenv, in uv, behind the Windows launcher."""
    if sys.version_info[:2] == (3, minor):
        yield (sys.executable,)
    if path := shutil.which(f"python3.{minor}"):
        yield (path,)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or Path.home() / ".local" / "share" / "uv" / "python")
    for folder, pattern in ((pyenv / "versions", f"3.{minor}.*"), (uv, f"cpython-3.{minor}.*")):
        for version in sorted(folder.glob(pattern), reverse=True):
            yield from (
                (str(path),)
                for path in (version / "bin" / f"python3.{minor}", version / "python.exe")
                if path.is_file()
            )
    if launcher := shutil.which("py"):
        yield (launcher, f"-3.{minor}")
