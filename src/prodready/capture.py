"""Runs what pages show: every `docs/**/incident*.py`, into `captured/<stem>.txt` beside it. Nothing is typed by hand.

The text is what a terminal would show, stdout and stderr in order, with two changes, so that every machine writes the
same: the port of a loopback address is 8000, and lines end with a line feed and without spaces before it.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prodready.catalog import IGNORED, Course, natural
from prodready.errors import CourseError

TIME_LIMIT_S = 20
"""Of one run; an author aims at 3 s, and a busy machine gets the rest."""

AT_ONCE = 2
REMEDY = "Run `prodready capture`, and look at what changed."
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""Variables of the machine that an interpreter needs to start; no proxies, no settings of logging or of Python."""

RUNNER = """import runpy, sys
_, folder, script, ours = sys.argv
sys.path[:] = [folder, *sys.path, ours]
runpy.run_path(script)["main"]()
"""
LOOPBACK_PORT = re.compile(r"((?:\b127\.0\.0\.1|\blocalhost|\[::1\]):|host='(?:127\.0\.0\.1|localhost|::1)', port=)\d+")


@dataclass(frozen=True)
class Incident:
    """A script whose run is shown on a page, and the file that holds what it printed."""

    script: Path

    @property
    def captured(self) -> Path:
        """Where its output is kept."""
        return self.script.parent / "captured" / f"{self.script.stem}.txt"

    def current(self) -> str | None:
        """What is kept now; None if nothing is."""
        try:
            return normalise(self.captured.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None


def capture(course: Course, only: tuple[str, ...] = ()) -> list[Path]:
    """Run incidents, two at a time, and keep what they print.

    Args:
        course: The course whose pages show them.
        only: Lessons (`lesson3`), scripts or folders by their path; everything without one.

    Returns:
        The files that were written because their text was missing or different.

    Raises:
        CourseError: If a name matches nothing; or for the first run that failed, after the others were kept.
    """
    chosen = _chosen(course, only)
    written: list[Path] = []
    failed: list[CourseError] = []
    for incident, text in zip(chosen, _outputs(course, chosen, anew=True), strict=True):
        if isinstance(text, CourseError):
            failed.append(text)
        elif text != incident.current():
            _write(incident.captured, text)
            written.append(incident.captured)
    if failed:
        raise failed[0]
    return written


def stale(course: Course) -> list[CourseError]:
    """Captured files that are missing, differ from what their script prints now, or have no script.

    What differs is run once more, alone: pages show seconds, and those of a busy machine are others.
    """
    incidents = _incidents(course)
    pairs = zip(incidents, _outputs(course, incidents), strict=True)
    surprising = [incident for incident, text in pairs if _problem(incident, text)]
    again = [_problem(incident, _output(course, incident, anew=False)) for incident in surprising]
    return [problem for problem in again if problem] + _orphans(course, incidents)


def normalise(text: str) -> str:
    """What is kept of a run's output: see the module's docstring."""
    lines = [line.rstrip() for line in LOOPBACK_PORT.sub(r"\g<1>8000", text).splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def _problem(incident: Incident, text: str | CourseError) -> CourseError | None:
    kept = incident.current()
    if isinstance(text, CourseError):
        return text
    if kept is None:
        return CourseError("The output of this script has not been captured.", path=incident.script, hint=REMEDY)
    if kept != text:
        message = f"`{incident.script.name}` prints something else now."
        return CourseError(message, path=incident.captured, line=_first_difference(kept, text), hint=REMEDY)
    return None


def _orphans(course: Course, incidents: tuple[Incident, ...]) -> list[CourseError]:
    known = {incident.captured for incident in incidents}
    others = sorted(p for p in course.docs_dir.glob("**/captured/*") if p not in known and p.name not in IGNORED)
    hint = "Delete it, or put a script of that name, with a `main()`, beside the page."
    return [CourseError("No script prints this file.", path=path, hint=hint) for path in others]


def _incidents(course: Course) -> tuple[Incident, ...]:
    scripts = (p for p in course.docs_dir.glob("**/incident*.py") if "captured" not in p.parts)
    return tuple(Incident(script) for script in sorted(scripts, key=lambda p: natural(p.as_posix())))


def _chosen(course: Course, only: tuple[str, ...]) -> tuple[Incident, ...]:
    incidents = _incidents(course)
    chosen: list[Incident] = []
    for name in only:
        asked = {(folder / name).resolve() for folder in (course.docs_dir, course.root, Path.cwd())}
        found = [i for i in incidents if asked & {i.script.resolve(), *i.script.resolve().parents}]
        if not found:
            names = ", ".join(i.script.relative_to(course.docs_dir).as_posix() for i in incidents)
            raise CourseError(f"Nothing is captured for `{name}`.", hint=f"Name a lesson or one of: {names}.")
        chosen += [i for i in found if i not in chosen]
    return tuple(chosen) if only else incidents


def _outputs(course: Course, incidents: tuple[Incident, ...], *, anew: bool = False) -> list[str | CourseError]:
    """The text of each run, or what is wrong with it, in the order of `incidents`; `anew` believes no earlier run."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda incident: _output(course, incident, anew=anew), incidents))


def _output(course: Course, incident: Incident, *, anew: bool) -> str | CourseError:
    kept = course.state_dir / "captures" / f"{incident.script.stem}-{_fingerprint(incident.script.parent)}.txt"
    if kept.is_file() and not anew:
        return kept.read_text(encoding="utf-8")
    try:
        text = _run(incident.script)
    except CourseError as error:
        return error
    if anew or text == incident.current():  # a surprise may be a busy machine's, and is not believed for ever
        _write(kept, text)
    return text


def _run(script: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                command(script),
                cwd=folder,
                env=environment(folder),
                timeout=TIME_LIMIT_S,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        except subprocess.TimeoutExpired:
            message = f"The run took more than {TIME_LIMIT_S} s."
            raise CourseError(message, path=script, hint="Shorten its waits; the aim is 3 s.") from None
    text = normalise(done.stdout.decode("utf-8", errors="replace"))
    hint = "Let `main()` catch and print what the page is to show."
    if done.returncode != 0:
        last = text.strip().rpartition("\n")[2]
        raise CourseError(f"The run ended with status {done.returncode}: {last}", path=script, hint=hint)
    if not text.strip():
        raise CourseError("The run printed nothing.", path=script, hint=hint)
    return text


def command(script: Path) -> list[str]:
    """What calls the `main()` of an incident in a fresh interpreter."""
    code = [RUNNER, str(script.parent), str(script), str(Path(__file__).parents[1])]
    return [sys.executable, "-P", "-s", "-u", "-c", *code]


def environment(folder: str) -> dict[str, str]:
    """As on a machine of nobody. NO_PROXY is for Windows and macOS, where clients also ask the system for proxies."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    python = {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | python | {"HOME": folder, "TZ": "UTC", "NO_COLOR": "1", "NO_PROXY": "127.0.0.1,localhost,::1"}


def _fingerprint(folder: Path) -> str:
    """Of everything that a run can depend on: the page's files, the kit, the interpreter and its packages."""
    digest = hashlib.sha256(_surroundings())
    _add_files(digest, folder, (p for p in folder.rglob("*") if p.suffix != ".md" and "captured" not in p.parts))
    return digest.hexdigest()[:16]


@cache
def _surroundings() -> bytes:
    digest = hashlib.sha256(sys.version.encode())
    packages = {p.name for entry in sys.path for p in Path(entry).glob("*.dist-info")}
    digest.update("\n".join(sorted(packages)).encode())
    digest.update(Path(__file__).read_bytes())
    kit = Path(__file__).with_name("kit")
    _add_files(digest, kit, kit.rglob("*.py"))
    return digest.digest()


def _add_files(digest: hashlib._Hash, folder: Path, paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")


def _write(path: Path, text: str) -> None:
    """Whole or not at all, so that a reader never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)


def _first_difference(kept: str, now: str) -> int:
    lines = itertools.zip_longest(kept.splitlines(), now.splitlines())
    return next((number for number, (one, other) in enumerate(lines, 1) if one != other), 1)
