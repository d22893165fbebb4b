"""Runs a small program in a clean process and tells what could be seen of it; remembers it between runs."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from prodready.interpreters import Interpreter

DEFAULT_TIMEOUT_S = 5.0

# The program runs as `python program.py` would run it, with its folder first on the path; what ends it is told in a
# file, because a traceback's text differs between versions.
_DRIVER = """
import json, os, runpy, sys
program, report = sys.argv[1:3]
sys.path.insert(0, os.path.dirname(program))
def tell(kind, value, trace):
    line = value.lineno if isinstance(value, SyntaxError) and value.filename == program else None
    while trace and trace.tb_frame.f_code.co_filename != program:
        trace = trace.tb_next
    frame = trace
    while frame:
        if frame.tb_frame.f_code.co_filename == program:
            line = frame.tb_lineno
        frame = frame.tb_next
    with open(report, "w") as file:
        json.dump({"raises": kind.__name__, "line": line}, file)
    sys.__excepthook__(kind, value, trace)
sys.excepthook = tell
sys.argv[1:3] = []
sys.argv[0] = program
runpy.run_path(program, run_name="__main__")
"""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one run of a program showed.

    Args:
        stdout: All of it.
        stderr: All of it.
        raises: The class of the exception that ended it; empty if none did.
        line: The last line of the program in that exception's traceback; 0 without one.
        exit: The exit status.
        stuck: It did not end within its time limit; nothing else is known then.
    """

    stdout: str
    stderr: str
    raises: str
    line: int
    exit: int
    stuck: bool = False


def observe(source: str, settings: Mapping[str, Any], interpreter: Interpreter) -> Observation:
    """Run a program once, in a process and a folder of its own, without this machine's environment.

    Args:
        source: Its text.
        settings: `argv`, `stdin`, `files` (text by name) and `timeout_s` (seconds); each may be missing.
        interpreter: What runs it, isolated from the user's own packages and variables.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name) / "work"
        folder.mkdir()
        for file, text in settings.get("files", {}).items():
            (folder / file).write_text(text, encoding="utf-8")
        script, report = folder / "program.py", Path(name) / "report.json"
        script.write_text(source, encoding="utf-8")
        driver = [*interpreter.command, "-I", "-X", "utf8", "-c", _DRIVER, str(script), str(report)]
        try:
            done = subprocess.run(
                [*driver, *settings.get("argv", ())],
                cwd=folder,
                env=_environment(folder),
                input=settings.get("stdin", ""),
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=float(settings.get("timeout_s", DEFAULT_TIMEOUT_S)),
            )
        except subprocess.TimeoutExpired:
            return Observation("", "", "", 0, 0, stuck=True)
        told = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else {}
        return Observation(done.stdout, done.stderr, told.get("raises", ""), told.get("line") or 0, done.returncode)


def _environment(folder: Path) -> dict[str, str]:
    """What a process needs to start, and nothing of the author's: no proxies, no levels, no colours."""
    kept = {name: os.environ[name] for name in ("PATH", "PATHEXT", "SYSTEMROOT") if name in os.environ}
    return kept | {"HOME": str(folder), "USERPROFILE": str(folder), "TEMP": str(folder), "TMPDIR": str(folder)}


class Memory:
    """What programs did on earlier runs, by a digest of the program, its settings, the interpreter and its packages.

    Args:
        file: Where it is kept between runs.
        fresh: Whether to forget what the file holds.
    """

    def __init__(self, file: Path, *, fresh: bool = False) -> None:
        self._file = file
        self._known: dict[str, dict[str, Any]] = {}
        self._used: set[str] = set()
        if file.is_file() and not fresh:
            try:
                self._known = json.loads(file.read_text(encoding="utf-8"))
            except ValueError:
                self._known = {}

    def observe(self, source: str, settings: Mapping[str, Any], interpreter: Interpreter) -> Observation:
        """As the function `observe`, unless it is known already. A run that did not end is tried again each time."""
        parts = [_DRIVER, source, dict(settings), interpreter.build, interpreter.packages]
        key = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
        self._used.add(key)
        if key not in self._known:
            seen = observe(source, settings, interpreter)
            if seen.stuck:
                return seen
            self._known[key] = asdict(seen)
        return Observation(**self._known[key])

    def save(self, *, only_used: bool = False) -> None:
        """Write the file, whole or not at all.

        Args:
            only_used: Drop what this run did not ask for, after a run over everything.
        """
        keep = {key: seen for key, seen in self._known.items() if key in self._used or not only_used}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(keep), encoding="utf-8")
        fresh.replace(self._file)
