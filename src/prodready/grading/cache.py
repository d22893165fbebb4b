"""Reports of what has not changed are not made again."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from prodready.catalog import Course
from prodready.grading.run import Progress, run
from prodready.model import Report, Submission
from prodready.report import report_from_data, report_to_data

ENGINE = Path(__file__).parents[1]


def run_cached(
    course: Course,
    submissions: Sequence[Submission],
    runtime: str,
    *,
    seed: str = "0",
    stop_at_first: bool = False,
    cached: bool = True,
    progress: Progress = lambda report: None,
) -> list[Report]:
    """As `run`, but takes the reports of unchanged content from `course.state_dir`.

    Content is the submission, the suite's folder, the given files, the engine and the installed packages. Whatever
    broke for a reason of the course's own is never kept.
    """
    folder = course.state_dir / "reports"
    places = [folder / f"{fingerprint(s, runtime, seed, stop_at_first)}.json" for s in submissions]
    known = {place: _read(place) for place in places} if cached else {}
    missing = [(s, place) for s, place in zip(submissions, places, strict=True) if known.get(place) is None]
    fresh = run([s for s, _ in missing], runtime, seed=seed, stop_at_first=stop_at_first, progress=progress)
    for (_, place), report in zip(missing, fresh, strict=True):
        known[place] = report
        if not report.broken:
            _write(place, report)
    found = [known[place] for place in places]
    return [_renamed(report, s) for report, s in zip(found, submissions, strict=True) if report is not None]


def fingerprint(submission: Submission, runtime: str, seed: str, stop_at_first: bool) -> str:
    """What a report depends on, as a hash."""
    digest = hashlib.sha256()
    for part in (runtime, seed, str(stop_at_first), submission.exercise.key, _surroundings()):
        digest.update(part.encode() + b"\0")
    exercise = submission.exercise
    paths = [submission.path, exercise.suite, *exercise.given_paths]
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(normalised(file) + b"\0")
    return digest.hexdigest()


def normalised(file: Path) -> bytes:
    """A file's bytes with newlines that do not depend on the system."""
    return file.read_bytes().replace(b"\r\n", b"\n")


@cache
def _surroundings() -> str:
    """Engine, interpreter and packages."""
    digest = hashlib.sha256(sys.version.encode())
    for file in _engine_files():
        digest.update(normalised(file))
    installed = sorted(f"{d.metadata['Name']}={d.version}" for d in distributions())
    digest.update("\n".join(installed).encode())
    return digest.hexdigest()


def _engine_files() -> Iterable[Path]:
    """What verdicts and their words are made of."""
    chosen = [ENGINE / "report.py", ENGINE / "model.py", ENGINE / "suitefile.py", *(ENGINE / "words").glob("*.json")]
    for part in ("kit", "grading"):
        chosen += (ENGINE / part).rglob("*.py")
    worker = ENGINE.parents[1] / "web" / "pyodide" / "worker.mjs"
    return sorted([*chosen, *([worker] if worker.is_file() else [])])


def _read(place: Path) -> Report | None:
    try:
        return report_from_data(json.loads(place.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(place: Path, report: Report) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(report_to_data(report)), encoding="utf-8")
    part.replace(place)


def _renamed(report: Report, submission: Submission) -> Report:
    """Equal content may go by several labels."""
    data = report_to_data(report) | {"label": submission.label}
    return report_from_data(data)
