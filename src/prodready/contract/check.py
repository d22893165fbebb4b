"""Puts the parts of the contract together and prints what they find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from prodready import scaffold
from prodready.catalog import Course
from prodready.contract import exercises, golden, mutants, pages, schemas, trees
from prodready.errors import CourseError
from prodready.grading.cache import run_cached
from prodready.model import Exercise, Report, Submission
from prodready.report import check_text, headline_text

Out = Callable[[str], None]
Graded = Sequence[tuple[Submission, Report]]


@dataclass(frozen=True, slots=True)
class Options:
    """What to check, and how.

    Args:
        keys: Exercises or lessons; empty for the whole course with its pages and quizzes.
        runtimes: Where the suites run.
        mutants: Whether to change the solutions and see the checks fail.
        bless: Whether to write golden feedback anew instead of comparing it.
        cached: Whether results of unchanged content are taken from the cache.
        verbose: Whether to print what a learner reads about starters and rejected files.
    """

    keys: tuple[str, ...] = ()
    runtimes: tuple[str, ...] = ("local",)
    mutants: bool = False
    bless: bool = False
    cached: bool = True
    verbose: bool = False


def check(course: Course, options: Options, out: Out) -> int:
    """Check and print.

    Returns:
        0 if everything is sound, else 1.
    """
    started = monotonic()
    chosen = course.match(options.keys)
    found = {exercise.key: trees.described(exercise) for exercise in chosen}
    sound = [exercise for exercise in chosen if not found[exercise.key]]
    for runtime in options.runtimes:
        _check_runtime(course, sound, runtime, options, found, out)
    if options.mutants:
        _check_mutants(course, sound, options, found, out)
    listed = [problem for problems in found.values() for problem in problems]
    if not options.keys:
        listed += schemas.violations(course) + trees.orphans(course)
        listed += pages.violations(course, out) + scaffold.unfinished(course)
    problems = dict.fromkeys(map(str, listed))  # several runtimes may say the same
    for problem in problems:
        out(f"\n{problem}")
    state = f"{len(problems)} to mend" if problems else "sound"
    out(f"\n{len(chosen)} exercises, {monotonic() - started:.1f} s: {state}")
    return 1 if problems else 0


def _check_runtime(
    course: Course,
    chosen: Sequence[Exercise],
    runtime: str,
    options: Options,
    found: dict[str, list[CourseError]],
    out: Out,
) -> None:
    """Grade all submissions of all exercises at once, then judge exercise by exercise."""
    submissions = [s for exercise in chosen for s in course.submissions(exercise)]
    reports = run_cached(course, submissions, runtime, cached=options.cached)
    pairs = list(zip(submissions, reports, strict=True))
    for exercise in chosen:
        graded = [(s, report) for s, report in pairs if s.exercise == exercise]
        problems = exercises.violations(exercise, graded)
        if problems and _is_about_verdicts(graded, problems):
            # Many workers at once make a busy machine: what surprises is graded once more, alone, before it counts.
            alone = run_cached(course, [s for s, _ in graded], runtime, cached=False, jobs=1)
            graded = [(s, report) for (s, _), report in zip(graded, alone, strict=True)]
            problems = exercises.violations(exercise, graded)
        if runtime == "local" and not problems:
            if options.bless:
                golden.bless(graded)
            problems = golden.violations(exercise, graded)
        found[exercise.key] += problems
        out(_line(exercise, runtime, graded, problems))
        if options.verbose:
            for submission, report in graded:
                _show(submission, report, out)


def _is_about_verdicts(graded: Graded, problems: Sequence[CourseError]) -> bool:
    """Whether a problem is about what a submission did, rather than about files that are missing."""
    paths = {submission.path for submission, _ in graded}
    return any(problem.path in paths for problem in problems)


def _check_mutants(
    course: Course, chosen: Sequence[Exercise], options: Options, found: dict[str, list[CourseError]], out: Out
) -> None:
    for exercise in chosen:
        result = mutants.tally(course, exercise, cached=options.cached)
        problems = mutants.violations(result)
        found[exercise.key] += problems
        state = "ok" if not problems else f"{len(problems)} to mend"
        counts = f"{result.total} mutants, {result.killed} killed, {len(result.survivors)} survive"
        out(f"{exercise.key:<20} {'mutants':<10} {counts}  {state}")


def _line(exercise: Exercise, runtime: str, graded: Graded, problems: Sequence[CourseError]) -> str:
    results = len(graded[0][1].checks)
    functions = len({check.test for check in graded[0][1].checks})
    accepted, rejected = (sum(s.kind == kind for s, _ in graded) for kind in ("accepted", "rejected"))
    slowest = max((r.seconds for s, r in graded if s.kind in ("solution", "accepted")), default=0.0)
    state = "ok" if not problems else f"{len(problems)} to mend"
    counts = f"{functions} checks ({results} results), {accepted} accepted, {rejected} rejected"
    return f"{exercise.key:<20} {runtime:<10} {counts}, slowest right file {slowest:.1f} s  {state}"


def _show(submission: Submission, report: Report, out: Out) -> None:
    if submission.kind not in ("rejected", "starter"):
        return
    out(f"\n---- {submission.label}")
    if report.headline:
        out(headline_text(report.headline, report.where))
    for result in report.checks:
        if result.verdict in ("failed", "timed out", "error"):
            out(f"\n[{result.id}] {check_text(result, submission.exercise.key)}")
