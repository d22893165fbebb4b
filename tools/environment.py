"""The set-up of Python: `.venv`, the locked packages with their hashes, and the project itself.

Standard library only, and the syntax of Python 3.8: an older Python has to reach the sentence about its version.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tools.installing import download_failed, pip_progress

ROOT = Path(__file__).resolve().parent.parent
ENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
WINDOWS = os.name == "nt"
OLDEST = (3, 11)
PACKAGES_MB = 120

NO_PIP = "Put uv on the path, or remove the folder .venv; then run the same command again."


class Stop(Exception):
    """Ends the run with a message for the person at the keyboard, and status 1."""


def say(text: str) -> None:
    """Prints a line at once, so that it stands before what a child process prints. ASCII only: consoles differ."""
    print(text, flush=True)


def binaries(env: Path = ENV, *, windows: bool = WINDOWS) -> Path:
    """The folder of a virtual environment that holds its programs."""
    return env / ("Scripts" if windows else "bin")


def python_of(env: Path = ENV, *, windows: bool = WINDOWS) -> Path:
    """The interpreter of a virtual environment."""
    return binaries(env, windows=windows) / ("python.exe" if windows else "python")


def child_environment() -> dict[str, str]:
    """The user's environment with `.venv` first on the path, and UTF-8 everywhere."""
    env = dict(os.environ, PYTHONUTF8="1", VIRTUAL_ENV=str(ENV), NO_MKDOCS_2_WARNING="1")
    env.pop("PYTHONHOME", None)
    env["PATH"] = os.pathsep.join([str(binaries()), env.get("PATH", "")])
    return env


def run(*command: object, folder: Path = ROOT) -> int:
    """Runs a program in a folder of the project and returns its status. Whoever stops this process stops it too."""
    child = subprocess.Popen([str(part) for part in command], cwd=folder, env=child_environment())
    before = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        status = child.wait()
        return status if status >= 0 else 128 - status
    except KeyboardInterrupt:
        child.wait()  # The terminal has sent Ctrl+C to it as well.
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def require_python(version: Sequence[int], arguments: str) -> None:
    """Stops with a sentence that names a newer Python, if this one is too old.

    Raises:
        Stop: If it is.
    """
    if tuple(version[:2]) >= OLDEST:
        return
    names = ["py -3.13"] if WINDOWS else ["python3.14", "python3.13", "python3.12", "python3.11"]
    newer = [name for name in names if _starts(name)]
    fact = f"This is Python {version[0]}.{version[1]}; the course needs {OLDEST[0]}.{OLDEST[1]} or newer."
    remedy = "This machine has a newer one. Run" if newer else "Install a newer one, then run"
    raise Stop(f"{fact}\n{remedy}: {(newer or names)[0]} tasks.py {arguments}")


def _starts(command: str) -> bool:
    try:
        return subprocess.run([*command.split(), "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def fingerprint(files: Iterable[Path], tool: str = sys.version) -> str:
    """Changes when a step has to run again: other files, another Python or Node, or a clone that was moved."""
    digest = hashlib.sha256(f"{tool}\n{ROOT}\n".encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).digest())
    return digest.hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    """Whether the step that wrote this stamp is still good."""
    return stamp.is_file() and stamp.read_text("utf-8").splitlines()[:1] == [wanted]


def write_stamp(stamp: Path, wanted: str) -> None:
    """Records that a step is done, and in which folder."""
    stamp.write_text(f"{wanted}\n{ROOT}\n", encoding="utf-8")


def set_up() -> None:
    """Makes `.venv`, installs the locked packages and the project. Does nothing when all that is done already.

    Raises:
        Stop: If it cannot be done, with the remedy.
    """
    stamp = ENV / "set-up.txt"
    wanted = fingerprint([LOCK, ROOT / "pyproject.toml"])
    if is_fresh(stamp, wanted) and python_of().exists():
        return
    began, uv = time.monotonic(), shutil.which("uv")
    say(f"Set-up, step 1 of 3: the virtual environment .venv, with Python {sys.version.split()[0]}")
    make_environment(uv, stamp)
    total = len(locked_names(LOCK.read_text("utf-8")))
    say(f"Set-up, step 2 of 3: {total} packages with their hashes; the first time about {PACKAGES_MB} MB to download")
    install(uv, "--require-hashes", "--no-deps", "-r", LOCK, total=total)
    say("Set-up, step 3 of 3: the project itself, nothing to download")
    install(uv, "--no-deps", "--no-build-isolation", "-e", ROOT)
    write_stamp(stamp, wanted)
    say(f"Set-up done in {time.monotonic() - began:.0f} s. It runs again only when the locked packages change.\n")


def reason_to_renew(env: Path, stamp: Path, version: Sequence[int]) -> str:
    """Why an existing virtual environment cannot be used; empty when it can."""
    config = env / "pyvenv.cfg"
    text = config.read_text("utf-8") if config.exists() else ""
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", text, re.MULTILINE)
    if not found or not python_of(env).exists():
        return "it is incomplete"
    if (int(found[1]), int(found[2])) != tuple(version[:2]):
        return f"it holds Python {found[1]}.{found[2]}, and this is {version[0]}.{version[1]}"
    written = stamp.read_text("utf-8").splitlines()[1:2] if stamp.is_file() else [str(ROOT)]
    return "" if written == [str(ROOT)] else "the clone was moved"


def make_environment(uv: str | None, stamp: Path) -> None:
    """Makes `.venv`, unless a good one is there.

    Raises:
        Stop: If Python's own tools for that are missing, or if the environment in use would have to go.
    """
    reason = reason_to_renew(ENV, stamp, sys.version_info[:2]) if ENV.exists() else ""
    if reason:
        if Path(sys.prefix).resolve() == ENV:
            raise Stop(f"The environment .venv has to be made again: {reason}.\nLeave it first: deactivate")
        say(f"  .venv is made again: {reason}")
        shutil.rmtree(ENV)
    if ENV.exists():
        if not uv and not bring_pip():
            raise Stop(f"The environment .venv has no pip, and uv, which made it, is not here.\n{NO_PIP}")
        return
    if uv:
        if run(uv, "venv", "--quiet", "--python", sys.executable, ENV):
            raise Stop("uv could not make .venv; its own words are above.")
        return
    remedy = missing_venv(sys.version_info[:2], debian=bool(shutil.which("apt-get")))
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop(remedy)
    try:
        venv.EnvBuilder(with_pip=True, symlinks=not WINDOWS).create(ENV)
    except subprocess.CalledProcessError:
        shutil.rmtree(ENV, ignore_errors=True)
        raise Stop(remedy) from None


def bring_pip() -> bool:
    """Whether `.venv` has pip. An environment that uv has made has none; Python's own copy is then put there."""
    pip = [str(python_of()), "-m", "pip", "--version"]
    if subprocess.run(pip, capture_output=True).returncode == 0:
        return True
    say("  .venv has no pip: Python's own copy is put there")
    command = [str(python_of()), "-m", "ensurepip", "--default-pip"]
    return subprocess.run(command, capture_output=True).returncode == 0


def missing_venv(version: Sequence[int], *, debian: bool) -> str:
    """What to install when Python came without `venv`."""
    fact = "This Python cannot make virtual environments: its module venv or ensurepip is missing."
    apt = f"Run: sudo apt-get install python3-venv   (or python{version[0]}.{version[1]}-venv)"
    remedy = apt if debian else "Install your system's package for it, often called python3-venv, or install uv."
    return f"{fact}\n{remedy}\nThen run the same command again."


def install(uv: str | None, *arguments: object, total: int = 1) -> None:
    """Installs into `.venv` with uv, else with pip, and says how far it is.

    Raises:
        Stop: If the installer fails, with what it said and the settings that it was given.
    """
    if uv:
        # Not in the project's folder: the constraints of its pyproject.toml have no hashes, and uv would refuse them.
        if run(uv, "pip", "install", "--python", python_of(), *arguments, folder=Path(tempfile.gettempdir())):
            raise Stop(download_failed("uv", (), os.environ))
        return
    command = [python_of(), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off", *arguments]
    last: deque[str] = deque(maxlen=12)
    child = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=child_environment(),
    )
    assert child.stdout is not None
    for text in pip_progress(_keep(child.stdout, last), total):
        say(f"  {text}")
    if child.wait():
        raise Stop(download_failed("pip", last, os.environ))


def _keep(lines: Iterable[str], last: deque[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith(("Ignoring ", "Looking in ")):
            last.append(line.rstrip())
        yield line


def locked_names(lock: str) -> set[str]:
    """The names of the packages in a lock file, each once."""
    return {found[1] for found in re.finditer(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
