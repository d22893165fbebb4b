"""The small changes of a solution that the suite must notice."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from prodready.catalog import Course
from prodready.contract import mutation
from prodready.contract.grade import PoolOf
from prodready.contract.mutation import Mutant, make_mutants
from prodready.errors import CourseError, MissingExtra
from prodready.files import digest, write_whole
from prodready.grading.cache import run_cached
from prodready.model import Exercise, Report, Submission
from prodready.yamllines import read

MAX_SURVIVING = 0.05
"""Share of an exercise's mutants that may live, each with a reviewed reason."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of an exercise's mutants."""

    exercise: Exercise
    total: int
    survivors: tuple[str, ...]

    @property
    def killed(self) -> int:
        """How many the suite noticed."""
        return self.total - len(self.survivors)


def tallies(course: Course, exercises: Sequence[Exercise], pool_of: PoolOf, *, cached: bool = True) -> list[Tally]:
    """Grade all mutants: first on simulated time, which costs nothing; what lives there once more natively.

    Args:
        course: The course.
        exercises: Those whose solution is a Python file; others have no mutants.
        pool_of: The workers of a runtime.
        cached: Whether results of unchanged content are taken from the cache.
    """
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        made = [s for exercise in exercises for s in _submissions(course, exercise, Path(folder), cached=cached)]
        alive = made
        for runtime in ("simulated", "local"):
            reports = run_cached(course, alive, runtime, stop_at_first=True, cached=cached, pool=pool_of(runtime))
            alive = [s for s, report in zip(alive, reports, strict=True) if _lives(report)]
    counts = Counter(s.exercise.key for s in made)
    survivors = {e.key: tuple(s.label for s in alive if s.exercise == e) for e in exercises}
    return [Tally(exercise, counts[exercise.key], survivors[exercise.key]) for exercise in exercises]


def _submissions(course: Course, exercise: Exercise, folder: Path, *, cached: bool) -> Iterator[Submission]:
    if exercise.solution.is_dir() or exercise.solution.suffix != ".py":
        return
    place = folder / exercise.key
    place.mkdir(parents=True)
    for number, mutant in enumerate(_made_before(course, exercise.solution) if cached else _made(exercise.solution)):
        path = place / f"{number}.py"
        path.write_text(mutant.source, encoding="utf-8")
        yield Submission(exercise, path, mutant.name)


def _made(solution: Path) -> tuple[Mutant, ...]:
    return make_mutants(solution.read_text(encoding="utf-8"))


def _made_before(course: Course, solution: Path) -> tuple[Mutant, ...]:
    """As `_made`, but remembered: hundreds of operators look at each place of the file."""
    try:
        parts = (version("cosmic-ray").encode(), Path(mutation.__file__).read_bytes(), solution.read_bytes())
    except PackageNotFoundError as error:
        raise MissingExtra("cosmic-ray", "author") from error
    key = digest(b"\0".join(parts))
    kept = course.state_dir / "mutants" / f"{key}.json"
    with contextlib.suppress(OSError, ValueError, TypeError):
        return tuple(Mutant(**entry) for entry in json.loads(kept.read_text(encoding="utf-8")))
    made = _made(solution)
    write_whole(kept, json.dumps([asdict(mutant) for mutant in made]).encode())
    return made


def _lives(report: Report) -> bool:
    return not report.headline and all(check.verdict in ("passed", "not run here") for check in report.checks)


def violations(tally: Tally) -> list[CourseError]:
    """Survivors that nobody has reviewed, reviews of mutants that die, and too many survivors."""
    exercise = tally.exercise
    described = exercise.suite.parent / "exercise.yml"
    reviewed = {survivor.mutant for survivor in exercise.survivors}
    found = [
        CourseError(
            f"No check of `{exercise.key}` notices the mutant `{name}`.",
            path=exercise.solution,
            line=_line(name),
            hint="Sharpen a check, simplify the solution, or list it under `survivors` with kind and reason.",
        )
        for name in tally.survivors
        if name not in reviewed
    ]
    found += [
        CourseError(
            f"The listed survivor `{name}` dies.",
            path=described,
            line=_line_of(described, name),
            hint="Delete it from `survivors`.",
        )
        for name in sorted(reviewed - set(tally.survivors))
    ]
    if tally.total and len(tally.survivors) > MAX_SURVIVING * tally.total:
        found.append(
            CourseError(
                f"{len(tally.survivors)} of {tally.total} mutants of `{exercise.key}` live; at most "
                f"{int(MAX_SURVIVING * tally.total)} may.",
                path=described,
                hint="Sharpen the suite, or simplify the solution.",
            )
        )
    return found


def _line_of(described: Path, name: str) -> int | None:
    """Where a survivor is listed."""
    document = read(described)
    listed = (document.data or {}).get("survivors", ())
    found = (
        document.line(("survivors", index, "mutant")) for index, entry in enumerate(listed) if entry["mutant"] == name
    )
    return next(found, None)


def _line(name: str) -> int | None:
    number = name.partition(" line ")[2].partition(":")[0]
    return int(number) if number.isdigit() else None
