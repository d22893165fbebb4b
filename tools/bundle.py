"""The set-up of what pages need to run Python: wheels as they are locked, then `web/build.mjs`, which makes `build/web` of them.

Each of the two parts has a stamp, so that only what has changed is made again.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.environment import (
    LOCK,
    ROOT,
    Stop,
    fingerprint,
    is_fresh,
    python_of,
    run,
    say,
    write_stamp,
)
from tools.installing import download_failed
from tools.node import WEB
from tools.pyodide import AS_LOCKED, TAGS, locked, pip_command, pip_settings

BUILT = ROOT / "build" / "web"
PACKS = WEB / "packs.json"
WHEELS = ROOT / ".cache" / "wheels"
TOOL = ROOT / ".cache" / "pyodide-build"
TOOL_LOCK = WEB / "pyodide" / "pyodide-build.lock"
MEGABYTES = 19
BUILDER = WEB / "build.mjs"
COMPILER = [WEB / "pyodide" / "compile.mjs", WEB / "pyodide" / "compile.py"]
NPM = WEB / "package-lock.json"
TREES = ("docs", "exercises", "solutions", "tests/exercises", "web/src", "web/licences", "src/prodready")
KINDS = {".py", ".js", ".json", ".yml", ".ts", ".toml", ".lock", ".txt", ".ini", ".cfg"}


def set_up_bundle() -> None:
    """Builds what pages load to run Python. Does nothing if that is done.

    Raises:
        Stop: If a download or a build fails, with the remedy.
    """
    chosen = ROOT / ".cache" / "browser.lock"
    chosen.parent.mkdir(exist_ok=True)
    chosen.write_text(locked(LOCK.read_text("utf-8"), wheel_names()), encoding="utf-8")
    download(chosen)
    fetch_compiler()
    build_run(chosen)
    build_app()


def wheel_names() -> list[str]:
    """The packages that are served, in the order of their names."""
    packs = json.loads(PACKS.read_text("utf-8"))
    return sorted({name for pack in (packs["core"], *packs["packs"].values()) for name in pack["wheels"]})


def download(chosen: Path) -> None:
    """Fetches the wheels that `chosen` locks, for Pyodide where a package is compiled, and those only.

    Raises:
        Stop: If a download fails, with the remedy.
    """
    fetch(chosen, WHEELS, f"{len(wheel_names())} packages for pages, about {MEGABYTES} MB to download")


def fetch(lock: Path, folder: Path, what: str) -> bool:
    """Fetches the wheels of a lock file, with their hashes, for Pyodide's Python. Does nothing if they are there.

    Returns:
        Whether there was something to do.

    Raises:
        Stop: If a download fails, with the remedy.
    """
    stamp, wanted = folder / ".set-up.txt", fingerprint([lock], " ".join(TAGS))
    if is_fresh(stamp, wanted):
        return False
    say(f"Set-up of the browser's parts: {what}")
    shutil.rmtree(folder, ignore_errors=True)
    problem = download_failed("pip", (), os.environ)
    for name, value in pip_settings(os.environ).items():
        os.environ[name] = value
    options = [option for option in AS_LOCKED if option != "--no-compile"]
    if run(*pip_command(), "download", "--quiet", *options, *TAGS, "--dest", folder, "-r", lock):
        raise Stop(problem)
    write_stamp(stamp, wanted)
    return True


def fetch_compiler() -> None:
    """Fetches pyodide-build, which compiles the packs. It needs a newer Python than we do, so it runs inside Pyodide.

    Raises:
        Stop: If a download fails, with the remedy.
    """
    fetched = fetch(TOOL_LOCK, TOOL / "wheels", "pyodide-build, about 9 MB to download")
    if fetched or not (TOOL / "pyodide_build").is_dir():
        for wheel in sorted((TOOL / "wheels").glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(TOOL)


def build_run(chosen: Path) -> None:
    """Makes `build/web/run`: Pyodide, the standard library with pytest, and the packs.

    Raises:
        Stop: If it cannot be made; the reason has been printed.
    """
    wanted = fingerprint([chosen, TOOL_LOCK, PACKS, NPM, BUILDER, *COMPILER], " ".join(TAGS))
    stamp = BUILT / "run.txt"
    if is_fresh(stamp, wanted) and is_there("run"):
        return
    say("Building Python for pages: its library and the packages are compiled, about 30 s")
    node("run")
    write_stamp(stamp, wanted)


def build_app() -> None:
    """Makes `build/web/app`: scripts, engine, exercises.

    Raises:
        Stop: If it cannot be made; the reason has been printed.
    """
    pointer = BUILT / "run.json"
    wanted = fingerprint([pointer, NPM, BUILDER, *COMPILER, *sources()], listed(sources()))
    stamp = BUILT / "app.txt"
    if is_fresh(stamp, wanted) and is_there("app"):
        return
    say("Building the scripts of the pages, the engine and the exercises")
    if run(python_of(), "-m", "prodready.bundle", BUILT / "data"):
        raise Stop("The exercises cannot be bundled; the reason is above.")
    node("app")
    write_stamp(stamp, wanted)


def node(part: str) -> None:
    """Runs one part of `web/build.mjs`.

    Raises:
        Stop: If it fails; the reason has been printed.
    """
    if run("node", BUILDER, part):
        raise Stop(f"The browser's part `{part}` cannot be built; the reason is above.")


def is_there(kind: str) -> bool:
    """Whether what the last build of a part has named is still in its place."""
    pointer = BUILT / f"{kind}.json"
    return pointer.is_file() and (BUILT / kind / json.loads(pointer.read_text("utf-8"))["hash"]).is_dir()


def sources() -> list[Path]:
    """Every file that scripts, engine and exercises are made from."""
    return sorted(_below(ROOT / tree for tree in TREES))


def listed(files: Iterable[Path]) -> str:
    """The names of files as text, so that one that is added, removed or renamed is noticed."""
    return "\n".join(file.relative_to(ROOT).as_posix() for file in files)


def _below(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in KINDS and path.is_file() and "__pycache__" not in path.parts:
                yield path
