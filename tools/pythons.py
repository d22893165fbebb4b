"""The runs that pages show, repeated on every Python that the course supports and this machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.environment import ROOT, WINDOWS, Stop, fingerprint, is_fresh, python_of, run, say, write_stamp

MINORS = (11, 12, 13)
"""What pages promise. Python 3.14 is the browser's, and runs the suites there."""

PLACE = ROOT / ".cache" / "pythons"


def check_captures() -> int:
    """Runs `prodready capture --check` on each Python, in an environment as learners make it.

    Returns:
        1 if a text is not current on one of them, or none was found; else 0.

    Raises:
        Stop: If an environment cannot be made.
    """
    checked, wrong = 0, 0
    for minor in MINORS:
        interpreter = find(minor)
        if interpreter is None:
            say(f"Python 3.{minor}: not on this machine, so not checked")
            continue
        checked += 1
        say(f"Python 3.{minor}: {interpreter}")
        wrong += bool(run(environment(minor, interpreter), "-m", "prodready.cli", "capture", "--check"))
    say(f"{checked} of {len(MINORS)} Pythons checked, {wrong} with a text that is not current")
    return int(wrong > 0 or not checked)


def find(minor: int) -> str | None:
    """An interpreter of Python 3.`minor`: the running one, one of the path, or one that pyenv keeps."""
    return next((path for path in _candidates(minor) if _is(path, minor)), None)


def _candidates(minor: int) -> Iterator[str]:
    if sys.version_info[:2] == (3, minor):
        yield sys.executable
    if found := shutil.which(f"python3.{minor}"):
        yield found
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(path) for path in sorted(root.glob(f"versions/3.{minor}.*/bin/python"), reverse=True))


def _is(path: str, minor: int) -> bool:
    """Whether it starts, and is what it is called: pyenv puts programs on the path that only say what to do."""
    code = "import ensurepip, sys, venv; print(sys.version_info[1])"
    try:
        done = subprocess.run([path, "-c", code], capture_output=True, text=True)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == str(minor)


def environment(minor: int, interpreter: str) -> Path:
    """The Python of an environment with the course in it, as `pip install -e .` makes it; made once.

    Raises:
        Stop: If it cannot be made.
    """
    env = PLACE / f"3.{minor}"
    stamp, wanted = env / "set-up.txt", fingerprint([ROOT / "pyproject.toml"], interpreter)
    if not is_fresh(stamp, wanted):
        shutil.rmtree(env, ignore_errors=True)
        made = run(interpreter, "-m", "venv", *(() if WINDOWS else ("--symlinks",)), env)
        if made or run(python_of(env), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ROOT):
            raise Stop(f"An environment with Python 3.{minor} cannot be made; the reason is above.")
        write_stamp(stamp, wanted)
    return python_of(env)
