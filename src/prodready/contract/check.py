"""Puts the parts of the contract together and prints what they find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from prodready import grading
from prodready.catalog import Course
from prodready.contract.exercises import violations
from prodready.errors import CourseError
from prodready.model import Exercise, Report, Submission
from prodready.report import check_text, headline_text


@dataclass(frozen=True, slots=True)
class Options:
    """What to check, and how.

    Args:
        keys: Exercises or lessons; empty for the whole course with its pages and quizzes.
        runtimes: Where the suites run.
        mutants: Whether to change the solutions and see the checks fail.
        bless: Whether to write golden feedback anew instead of comparing it.
        cached: Whether results of unchanged content are taken from the cache.
        verbose: Whether to print what a learner reads about each rejected file.
    """

    keys: tuple[str, ...] = ()
    runtimes: tuple[str, ...] = ("local",)
    mutants: bool = False
    bless: bool = False
    cached: bool = True
    verbose: bool = False


def check(course: Course, options: Options, out: Callable[[str], None]) -> int:
    """Check and print.

    Returns:
        0 if everything is sound, else 1.
    """
    found: list[CourseError] = []
    for exercise in course.match(options.keys):
        for runtime in options.runtimes:
            submissions = course.submissions(exercise)
            graded = list(zip(submissions, grading.run(submissions, runtime), strict=True))
            problems = violations(course, exercise, graded)
            found += problems
            out(_line(exercise, runtime, graded, problems))
            if options.verbose:
                for submission, report in graded:
                    _show(submission, report, out)
    for problem in found:
        out(f"\n{problem}")
    return 1 if found else 0


def _line(exercise: Exercise, runtime: str, graded: list[tuple[Submission, Report]], problems: list[CourseError]) -> str:
    checks = len(graded[0][1].checks)
    counts = [sum(s.kind == kind for s, _ in graded) for kind in ("accepted", "rejected")]
    seconds = sum(report.seconds for _, report in graded)
    state = "ok" if not problems else f"{len(problems)} problems"
    return f"{exercise.key:<20} {runtime:<10} {checks:>3} checks, {counts[0]} accepted, {counts[1]} rejected, {seconds:5.1f} s  {state}"


def _show(submission: Submission, report: Report, out: Callable[[str], None]) -> None:
    if submission.kind not in ("rejected", "starter"):
        return
    out(f"\n---- {submission.label}")
    if report.headline:
        out(headline_text(report.headline, report.where))
    for result in report.checks:
        if result.verdict in ("failed", "timed out", "error"):
            out(f"\n[{result.id}] {check_text(result, submission.exercise.key)}")
