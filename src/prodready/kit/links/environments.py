"""An environment that is made from a lock and nothing else: no network, no settings of the machine, only given wheels."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from importlib.metadata import distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from prodready.files import below
from prodready.kit import wheels
from prodready.kit.host.isolation import minimal_environment
from prodready.kit.links import Files, InfrastructureError, NotHere
from prodready.kit.links.process import PROGRAM_ENVIRONMENT, run_command
from prodready.kit.outcome import CheckFailed, Completed
from prodready.kit.wheels import Package
from prodready.words import say

INSTALL_LIMIT = 60.0
"""Seconds; pip takes half a second on an idle machine."""

KNOWN = {
    "Hashes are required in --require-hashes mode": "no_hash",
    "DO NOT MATCH THE HASHES": "other_hash",
    "must have their versions pinned": "not_pinned",
    "Double requirement given": "twice",
    "ResolutionImpossible": "conflict",
}
"""What pip says, and our own words for it: pip's differ between its versions."""

_NOTHING_FITS = re.compile(r"No matching distribution found for (\S+)")

OPTIONS = ("--no-deps", "--require-hashes", "--no-index", "--no-compile", "--no-input", "--progress-bar", "off")


class Environments:
    """The environments of one submission. Equal wheels make one environment, which its checks share.

    Args:
        files: The submission, a folder.
    """

    def __init__(self, files: Files) -> None:
        self.files = files
        self._made: dict[tuple[str, ...], Environment] = {}

    def install(self, lock: str, packages: Iterable[Package]) -> Environment:
        """See `Link.install`."""
        chosen = tuple(packages)
        key = tuple(sorted(f"{package.filename} {package.sha256}" for package in chosen))
        if key not in self._made:
            self._made[key] = Environment(self.files, lock, chosen)
        return self._made[key]

    def close(self) -> None:
        """Remove them all."""
        for made in self._made.values():
            made.close()
        self._made = {}


class Environment:
    """See `Installed`."""

    def __init__(self, files: Files, lock: str, packages: Sequence[Package]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="project-", ignore_cleanup_errors=True)
        place = Path(os.path.realpath(self._folder.name))
        self._place, self._work = place, place / files.module
        try:
            wheels.write(packages, place / "wheels")
            _copy(files.path, self._work)
            self.refusal = self._install(lock)
        except BaseException:
            self.close()
            raise

    def _install(self, lock: str) -> str:
        """Why pip refuses the lock; empty if it is installed."""
        (self._place / "lock.txt").write_text(lock, encoding="utf-8")
        pip = find_pip()
        made = self._run([sys.executable, "-I", "-m", "venv", "--without-pip", str(self._place / "env")])
        if made.status != 0:
            raise InfrastructureError(f"no environment could be made: {made.stderr.strip()[-200:]}")
        source = ("--find-links", str(self._place / "wheels"), "-r", str(self._place / "lock.txt"))
        done = self._run([self._python, str(pip), "install", *OPTIONS, *source])
        if done.status is None:
            raise InfrastructureError(f"pip did not end within {INSTALL_LIMIT:.0f} s")
        return _refusal(done.stderr) if done.status else ""

    @property
    def _python(self) -> str:
        inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        return str(self._place.joinpath("env", *inside))

    def _run(self, command: Sequence[str]) -> Completed:
        """Run a tool of ours with nothing of the machine's settings: neither variables nor files."""
        home = str(self._place)
        own = {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        own |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), home)
        environment = minimal_environment(home) | PROGRAM_ENVIRONMENT | own
        return run_command(command, b"", environment, home, INSTALL_LIMIT)

    def freeze(self) -> list[str]:
        """See `Installed`."""
        self._require()
        inside = ("Lib",) if os.name == "nt" else ("lib", f"python{sysconfig.get_python_version()}")
        found = distributions(path=[str(self._place.joinpath("env", *inside, "site-packages"))])
        return sorted(f"{canonicalize_name(d.metadata['Name'])}=={d.version}" for d in found)

    def run(self, program: str, *args: object, stdin: str = "", limit: float = 10.0) -> Completed:
        """See `Installed`."""
        self._require()
        command = [self._python, "-B", str(self._work / program), *map(str, args)]
        environment = minimal_environment(str(self._place)) | PROGRAM_ENVIRONMENT
        return run_command(command, stdin.encode(), environment, str(self._work), limit, hidden=self._place)

    def _require(self) -> None:
        if self.refusal:
            raise CheckFailed(say("project.environment"), self.refusal)

    def close(self) -> None:
        """Remove it."""
        self._folder.cleanup()


def find_pip() -> Path:
    """A pip that any interpreter can run as `python PATH install …`: the one in use, else the one that Python brings.

    Raises:
        NotHere: If this Python has none, as where uv made the environment and the system keeps `ensurepip` apart.
    """
    own = importlib.util.find_spec("pip")
    if own and own.origin:
        return Path(own.origin).parent
    places = [sysconfig.get_config_var("WHEEL_PKG_DIR")]  # some systems keep it there: see ensurepip's source
    if bundle := importlib.util.find_spec("ensurepip"):
        places += [str(Path(place) / "_bundled") for place in bundle.submodule_search_locations or ()]
    for place in filter(None, places):
        if found := sorted(Path(place).glob("pip-*.whl")):
            return _unpacked(found[-1]) / "pip"
    raise NotHere(say("project.no_pip"))


def _unpacked(wheel: Path) -> Path:
    """The files of a wheel, kept in the environment in use; the wheel itself if there is none, or it cannot be written to.

    Out of a wheel Python compiles pip anew each time, which takes as long as two installs.
    """
    target = Path(sys.prefix, "share", "prodready", wheel.stem)
    if sys.prefix == sys.base_prefix or target.is_dir():
        return target if target.is_dir() else wheel
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = tempfile.mkdtemp(dir=target.parent)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(draft)
        Path(draft).rename(target)
    except OSError:  # nobody may write there, or somebody else was faster
        return target if target.is_dir() else wheel
    return target


def _refusal(stderr: str) -> str:
    """Why pip has installed nothing."""
    known = next((say(f"project.pip.{key}") for text, key in KNOWN.items() if text in stderr), "")
    if found := _NOTHING_FITS.search(stderr):
        known = known or say("project.pip.nothing_fits", what=found[1])
    errors = [line.partition(":")[2].strip() for line in stderr.splitlines() if line.startswith("ERROR:")]
    return known or say("project.pip.other", why=errors[-1] if errors else stderr.strip()[-200:])


def _copy(folder: Path, target: Path) -> None:
    """The files of a submission, without what tools and editors leave there."""
    for path in below(folder):
        place = target / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
