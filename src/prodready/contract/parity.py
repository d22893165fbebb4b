"""Equal verdicts, check by check, wherever a submission runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prodready.catalog import Course
from prodready.contract.declared import can_be_judged
from prodready.errors import CourseError
from prodready.grading.cache import run_cached
from prodready.model import RUNTIMES, CheckResult, Exercise, Report, Submission


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise in the table.

    Args:
        exercise: Which.
        files: Submissions that were graded.
        results: Check results per runtime.
        equal: How many of them are equal in all runtimes, those that some runtime cannot run included.
        waiting: How many of the equal ones are not run in at least one runtime.
        failures: How many fail.
        same_words: How many of the failures read word for word the same.
        differences: What is not equal.
    """

    exercise: Exercise
    files: int
    results: int
    equal: int
    waiting: int
    failures: int
    same_words: int
    differences: tuple[CourseError, ...]


def compare(course: Course, keys: tuple[str, ...], out: Callable[[str], None], *, cached: bool = True) -> int:
    """Grade everything everywhere and print the table.

    Returns:
        0 if all is equal, else 1.
    """
    exercises = course.match(keys)
    submissions = [s for exercise in exercises for s in course.submissions(exercise)]
    columns = [_grade(course, submissions, runtime, cached=cached) for runtime in RUNTIMES]
    judged = [
        (submission, _filled(found))
        for submission, *found in zip(submissions, *columns, strict=True)
        if any(report is not None for report in found)
    ]
    rows = []
    for exercise in exercises:
        mine = [(submission, found) for submission, found in judged if submission.exercise == exercise]
        rows.append(compare_exercise(exercise, [s for s, _ in mine], [found for _, found in mine]))
    print_table(rows, out)
    return 1 if any(row.differences for row in rows) else 0


def _grade(course: Course, submissions: Sequence[Submission], runtime: str, *, cached: bool) -> list[Report | None]:
    """The reports, in order; None for a file that needs what the runtime lacks."""
    judged = [can_be_judged(submission, runtime) for submission in submissions]
    able = [submission for submission, can in zip(submissions, judged, strict=True) if can]
    reports = iter(run_cached(course, able, runtime, cached=cached))
    return [next(reports) if can else None for can in judged]


def _filled(column: Sequence[Report | None]) -> list[Report]:
    """With a report that says "not run here" of every check, where there is none."""
    known = next(report for report in column if report is not None)
    checks = tuple(CheckResult(check.id, check.title, "not run here") for check in known.checks)
    return [report or Report(known.key, known.label, checks) for report in column]


def compare_exercise(exercise: Exercise, submissions: Sequence[Submission], columns: Sequence[Sequence[Report]]) -> Row:
    """One row: `columns` holds, per submission, its report in each runtime."""
    results = equal = waiting = failures = same_words = 0
    differences: list[CourseError] = []
    for submission, column in zip(submissions, columns, strict=True):
        if len({tuple(check.id for check in report.checks) for report in column}) > 1:
            differences.append(_other_checks(submission, column))
            continue
        for checks in zip(*(report.checks for report in column), strict=True):
            results += 1
            ran = [check for check in checks if check.verdict != "not run here"]
            waiting += len(ran) < len(checks)
            if len({check.verdict for check in ran}) <= 1:
                equal += 1
            else:
                differences.append(_difference(submission, checks))
            if ran and ran[0].verdict == "failed":
                failures += 1
                same_words += len({(c.expected, c.observed, c.where) for c in ran}) == 1
    return Row(exercise, len(submissions), results, equal, waiting, failures, same_words, tuple(differences))


def _other_checks(submission: Submission, column: Sequence[Report]) -> CourseError:
    counts = ", ".join(f"{runtime} {len(report.checks)}" for runtime, report in zip(RUNTIMES, column, strict=True))
    hint = "Let parameters of checks be the same everywhere: no values of the machine, no random order."
    message = f"The checks of `{submission.exercise.key}` are not the same everywhere: {counts}."
    return CourseError(message, path=submission.exercise.suite, hint=hint)


def _difference(submission: Submission, checks: Sequence[CheckResult]) -> CourseError:
    verdicts = ", ".join(f"{runtime} {c.verdict}" for runtime, c in zip(RUNTIMES, checks, strict=True))
    observed = "; ".join(
        f"{r}: {c.observed or c.reason}" for r, c in zip(RUNTIMES, checks, strict=True) if c.observed or c.reason
    )
    return CourseError(
        f"`{checks[0].id}` on `{submission.label}` is not equal: {verdicts}.",
        path=submission.path,
        hint=f"{observed}\n  See the rules for authors in `docs/reference/suites.md`.",
    )


def print_table(rows: Sequence[Row], out: Callable[[str], None]) -> None:
    """The table, its sums, and every difference."""
    head = (
        f"{'exercise':<20} {'files':>5} {'results':>8} {'equal':>6} {'waiting':>8} {'failures':>9} {'same words':>11}"
    )
    out(f"Verdicts in {', '.join(RUNTIMES)}\n\n{head}")
    for row in rows:
        out(
            f"{row.exercise.key:<20} {row.files:>5} {row.results:>8} {row.equal:>6} {row.waiting:>8} "
            f"{row.failures:>9} {row.same_words:>11}"
        )
    results, equal = sum(row.results for row in rows), sum(row.equal for row in rows)
    out(f"\n{equal} of {results} results are equal in {len(RUNTIMES)} runtimes.")
    for row in rows:
        for difference in row.differences:
            out(f"\n{difference}")
