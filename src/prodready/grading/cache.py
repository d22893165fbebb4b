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
from prodready.files import below, digest
from prodready.grading.pool import Pool
from prodready.grading.process import Progress
from prodready.grading.run import run
from prodready.model import Report, Submission
from prodready.report import report_from_data, report_to_data
from prodready.words import catalogue

ENGINE = Path(__file__).parents[1]

OTHER_WORDS = frozenset({"block", "commands", "quiz", "site", "summary"})
"""Groups of the catalogue for pages and the command line, which no report is made of."""


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
    pool: Pool | None = None,
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
    fresh = run(wanted, runtime, seed=seed, jobs=jobs, stop_at_first=stop_at_first, progress=progress, pool=pool)
    for (_, place), report in zip(missing, fresh, strict=True):
        known[place] = report
        if not report.broken:
            _write(place, report)
    found = [known[place] for place in places]
    return [_renamed(report, s) for report, s in zip(found, submissions, strict=True) if report is not None]


def fingerprint(submission: Submission, runtime: str, seed: str, stop_at_first: bool) -> str:
    """What a report depends on, as a hash."""
    exercise = submission.exercise
    facts = (stop_at_first, exercise.key, exercise.time_limit_s, exercise.importable)
    parts = [runtime, seed, *map(str, facts), _surroundings()]
    # A submission goes by the exercise's name, whatever it is called itself. What lies inside a folder goes by its own.
    given = zip(exercise.given, exercise.given_paths, strict=True)
    for role, path in (("work", submission.path), ("suite", exercise.suite), *given):
        parts += [f"{role} {file.relative_to(path).as_posix()} {digest(file.read_bytes())}" for file in below(path)]
    return digest("\0".join(parts).encode())


@cache
def _surroundings() -> str:
    """Engine, interpreter and packages."""
    engine = [digest(file.read_bytes()) for file in _engine_files()]
    installed = sorted(f"{d.metadata['Name']}={d.version}" for d in distributions())
    return digest("\n".join([sys.version, _words(), *engine, *installed]).encode())


def _engine_files() -> Iterable[Path]:
    """What verdicts are made of, beside the words."""
    chosen = [ENGINE / f"{name}.py" for name in ("files", "model", "report", "suitefile")]
    for part in ("kit", "grading"):
        chosen += (ENGINE / part).rglob("*.py")
    worker = ENGINE.parents[1] / "web" / "pyodide" / "worker.mjs"
    return sorted([*chosen, *([worker] if worker.is_file() else [])])


def _words() -> str:
    """What reports are told in."""
    return json.dumps({group: entry for group, entry in catalogue().items() if group not in OTHER_WORDS})


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
