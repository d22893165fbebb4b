"""Reports of what has not changed are not made again."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from prodready.catalog import Course
from prodready.files import digest
from prodready.grading.process import Progress
from prodready.grading.run import run
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
    jobs: int = 0,
    progress: Progress = lambda report: None,
) -> list[Report]:
    """As `run`, but takes the reports of unchanged content from `course.state_dir`.

    Content is the submission, the suite, the given files, the engine and the installed packages. Whatever broke for a
    reason of the course's own is never kept.
    """
    folder = course.state_dir / "reports"
    places = [folder / f"{fingerprint(s, runtime, seed, stop_at_first)}.json" for s in submissions]
    known = {place: _read(place) for place in places} if cached else {}
    missing = [(s, place) for s, place in zip(submissions, places, strict=True) if known.get(place) is None]
    wanted = [submission for submission, _ in missing]
    fresh = run(wanted, runtime, seed=seed, jobs=jobs, stop_at_first=stop_at_first, progress=progress)
    for (_, place), report in zip(missing, fresh, strict=True):
        known[place] = report
        if not report.broken:
            _write(place, report)
    found = [known[place] for place in places]
    return [_renamed(report, s) for report, s in zip(found, submissions, strict=True) if report is not None]


def fingerprint(submission: Submission, runtime: str, seed: str, stop_at_first: bool) -> str:
    """What a report depends on, as a hash."""
    exercise = submission.exercise
    parts = [runtime, seed, str(stop_at_first), exercise.key, str(exercise.time_limit_s), _surroundings()]
    # A submission goes by the exercise's name, whatever it is called itself. What lies inside a folder goes by its own.
    given = zip(exercise.given, exercise.given_paths, strict=True)
    for role, path in (("work", submission.path), ("suite", exercise.suite), *given):
        parts += [f"{role} {file.relative_to(path).as_posix()} {digest(file.read_bytes())}" for file in _files(path)]
    return digest("\0".join(parts).encode())


def _files(path: Path) -> list[Path]:
    found = path.rglob("*") if path.is_dir() else [path]
    return sorted(file for file in found if file.is_file() and "__pycache__" not in file.parts)


@cache
def _surroundings() -> str:
    """Engine, interpreter and packages."""
    engine = [digest(file.read_bytes()) for file in _engine_files()]
    installed = sorted(f"{d.metadata['Name']}={d.version}" for d in distributions())
    return digest("\n".join([sys.version, *engine, *installed]).encode())


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
