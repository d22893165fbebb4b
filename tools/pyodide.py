"""The set-up of compiled packages for Pyodide: `.venv` holds them for this machine, and WebAssembly needs its own build.

`requirements.lock` names every file of a release by its hash, and so the wheel for Pyodide as well: no further lock.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping

from tools.environment import (
    LOCK,
    NO_PIP,
    ROOT,
    Stop,
    bring_pip,
    fingerprint,
    is_fresh,
    python_of,
    run,
    say,
    write_stamp,
)
from tools.installing import download_failed

NATIVE = ROOT / "web" / "pyodide" / "native.txt"
"""Names of the packages that work in Pyodide with a build of their own only, one in each line."""

TARGET = ROOT / "web" / "pyodide" / "wasm"
PYTHON, PLATFORM = "3.14", "pyemscripten_2026_0_wasm32"
"""What `web/pyodide/worker.mjs` tells Pyodide about itself; wheels are tagged with it, see PEP 783."""

TAGS = (
    "--implementation",
    "cp",
    "--python-version",
    PYTHON,
    "--abi",
    f"cp{PYTHON.replace('.', '')}",
    "--platform",
    PLATFORM,
)
AS_LOCKED = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile")

SAME_IN_PIP = {
    "UV_DEFAULT_INDEX": "PIP_INDEX_URL",
    "UV_INDEX_URL": "PIP_INDEX_URL",
    "UV_FIND_LINKS": "PIP_FIND_LINKS",
}
"""uv cannot choose wheels of this platform, so pip installs them everywhere; it has to find them where uv finds the others."""


def set_up_pyodide() -> None:
    """Installs the packages of `native.txt` as they are locked into `web/pyodide/wasm`. Does nothing if that is done.

    Raises:
        Stop: If a download fails, with the remedy.
    """
    names = NATIVE.read_text("utf-8").split()
    chosen, stamp = ROOT / ".cache" / "pyodide.lock", TARGET / ".set-up.txt"
    chosen.parent.mkdir(exist_ok=True)
    chosen.write_text(locked(LOCK.read_text("utf-8"), names), encoding="utf-8")
    wanted = fingerprint([chosen], PLATFORM)
    if is_fresh(stamp, wanted):
        return
    say(f"Set-up of the browser's parts: {', '.join(names)} for Pyodide, about 2 MB to download")
    shutil.rmtree(TARGET, ignore_errors=True)
    problem = download_failed("pip", (), os.environ)
    for name, value in pip_settings(os.environ).items():
        os.environ[name] = value
    if run(*pip_command(), "install", "--quiet", *AS_LOCKED, *TAGS, "--target", TARGET, "-r", chosen):
        raise Stop(problem)
    write_stamp(stamp, wanted)


def locked(lock: str, names: Iterable[str]) -> str:
    """The entries of these packages in a lock file, with their hashes.

    Raises:
        Stop: If there is none of a package.
    """
    entries = []
    for name in names:
        found = re.search(rf"^{re.escape(name)}==.*\n(?:[ \t]+--hash=.*\n?)+", lock, re.MULTILINE)
        if not found:
            raise Stop(f"{LOCK.name} does not have {name}, which {NATIVE.name} names.\nRun: python tasks.py lock")
        entries.append(found[0].rstrip("\n") + "\n")
    return "".join(entries)


def pip_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """What uv was told about indexes, in the words of pip; what pip was told itself comes first."""
    found: dict[str, str] = {}
    for uv_name, pip_name in SAME_IN_PIP.items():
        if environ.get(uv_name) and not environ.get(pip_name):
            # uv allows `NAME=URL`, and commas between folders where pip has spaces.
            found.setdefault(pip_name, re.sub(r"^[\w.-]+=", "", environ[uv_name]).replace(",", " "))
    return found


def pip_command() -> list[object]:
    """The pip of `.venv`, which is put there if need be; else the one that uv brings.

    Raises:
        Stop: If there is neither.
    """
    if bring_pip():
        return [python_of(), "-m", "pip"]
    uv = shutil.which("uv")
    if not uv:
        raise Stop(f"The environment .venv has no pip.\n{NO_PIP}")
    return [uv, "tool", "run", "--quiet", "--python", python_of(), "pip"]
