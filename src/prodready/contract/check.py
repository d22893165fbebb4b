"""Puts the parts of the contract together and prints what they find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from prodready import scaffold
from prodready.catalog import Course
from prodready.contract import golden, mutants, pages, schemas, trees
from prodready.contract.grade import Case, cases, pools
from prodready.errors import CourseError
from prodready.model import Exercise, Report, Submission
from prodready.report import check_text, headline_text

Out = Callable[[str], None]
Found = dict[str, list[CourseError]]
"""What is to be mended, by the exercise's key."""


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
    with ThreadPoolExecutor(1) as beside:
        # Programs of pages mostly wait, and workers leave room for that.
        whole = beside.submit(_whole_course, course) if not options.keys else None
        _prove(course, [exercise for exercise in chosen if not found[exercise.key]], options, found, out)
    listed = [problem for problems in found.values() for problem in problems]
    if whole:
        listed += _judge_whole(course, *whole.result(), out)
    problems = dict.fromkeys(map(str, listed))  # several runtimes may say the same
    for problem in problems:
        out(f"\n{problem}")
    state = f"{len(problems)} to mend" if problems else "sound"
    out(f"\n{len(chosen)} exercises, {monotonic() - started:.1f} s: {state}")
    return 1 if problems else 0


def _whole_course(course: Course) -> tuple[list[CourseError], list[str]]:
    """What is wrong beside the exercises, and a line about each page."""
    lines: list[str] = []
    found = schemas.violations(course) + trees.orphans(course)
    found += pages.violations(course, lines.append) + scaffold.unfinished(course)
    return found, lines


def _judge_whole(course: Course, found: list[CourseError], lines: list[str], out: Out) -> list[CourseError]:
    """As above, but looked at again if anything is wrong: pages show seconds, and those of a busy machine are others."""
    if found:
        found, lines = _whole_course(course)
    for line in lines:
        out(line)
    return found


def _prove(course: Course, chosen: Sequence[Exercise], options: Options, found: Found, out: Out) -> None:
    """Grade everything, then judge it; what surprises waits until the machine has nothing else to do."""
    waiting: list[tuple[Case, list[Submission]]] = []
    with ThreadPoolExecutor() as lanes, pools() as pool_of:
        changed = chosen if options.mutants else ()
        tallies = lanes.submit(mutants.tallies, course, changed, pool_of, cached=options.cached)
        for case in cases(course, chosen, options.runtimes, lanes, pool_of, cached=options.cached):
            problems = case.problems()
            if surprising := case.surprising(problems):
                waiting.append((case, surprising))
            else:
                _judge(case, problems, options, found, out)
        counted = tallies.result()
    for case, surprising in waiting:
        again = case.once_more(course, surprising)
        _judge(again, again.problems(), options, found, out)
    for tally in counted:
        _judge_mutants(tally, found, out)


def _judge(case: Case, problems: list[CourseError], options: Options, found: Found, out: Out) -> None:
    exercise = case.exercise
    if case.runtime == "local" and not problems:
        if options.bless:
            golden.bless(case.graded)
        problems = golden.violations(exercise, case.graded)
    found[exercise.key] += problems
    out(_line(case, problems))
    if options.verbose:
        for submission, report in case.graded:
            _show(submission, report, out)


def _judge_mutants(tally: mutants.Tally, found: Found, out: Out) -> None:
    problems = mutants.violations(tally)
    found[tally.exercise.key] += problems
    state = "ok" if not problems else f"{len(problems)} to mend"
    counts = f"{tally.total} mutants, {tally.killed} killed, {len(tally.survivors)} survive"
    out(f"{tally.exercise.key:<20} {'mutants':<10} {counts}  {state}")


def _line(case: Case, problems: Sequence[CourseError]) -> str:
    graded = case.graded
    results = len(graded[0][1].checks)
    functions = len({check.test for check in graded[0][1].checks})
    accepted, rejected = (sum(s.kind == kind for s, _ in graded) for kind in ("accepted", "rejected"))
    slowest = max((r.seconds for s, r in graded if s.kind in ("solution", "accepted")), default=0.0)
    state = "ok" if not problems else f"{len(problems)} to mend"
    counts = f"{functions} checks ({results} results), {accepted} accepted, {rejected} rejected"
    return f"{case.exercise.key:<20} {case.runtime:<10} {counts}, slowest right file {slowest:.1f} s  {state}"


def _show(submission: Submission, report: Report, out: Out) -> None:
    if submission.kind not in ("rejected", "starter"):
        return
    out(f"\n---- {submission.label}")
    if report.headline:
        out(headline_text(report.headline, report.where))
    for result in report.checks:
        if result.verdict in ("failed", "timed out", "error"):
            out(f"\n[{result.id}] {check_text(result, submission.exercise.key)}")
