"""What reports must say about the course's own submissions."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from prodready.contract.declared import Declared, read_declared
from prodready.errors import CourseError
from prodready.model import CheckResult, Exercise, Report, Submission
from prodready.report import check_text, headline_text
from prodready.suitefile import read_suite

MIN_ACCEPTED = 3
MIN_REJECTED = 4

Graded = Sequence[tuple[Submission, Report]]


def violations(exercise: Exercise, graded: Graded, left_out: Sequence[Submission] = ()) -> list[CourseError]:
    """Every broken promise of one exercise in one runtime.

    Args:
        exercise: Which.
        graded: Its submissions and their reports.
        left_out: Those that need what this runtime lacks; what they promise is taken for granted here.
    """
    lines = {spec.test: spec.line for spec in read_suite(exercise.suite)}
    found: list[CourseError] = []
    for submission, report in graded:
        found += _judge(submission, report, lines)
    everything = [*left_out, *(submission for submission, _ in graded)]
    return found + _unneeded_checks(exercise, graded, lines, _promised(left_out)) + _too_few(exercise, everything)


def _promised(left_out: Sequence[Submission]) -> set[str]:
    """Checks that rejected files fail, but not in this runtime."""
    found: set[str] = set()
    for submission in left_out:
        with contextlib.suppress(CourseError):  # it is told where the file is judged
            found |= read_declared(submission.path).fails if submission.kind == "rejected" else set()
    return found


def _judge(submission: Submission, report: Report, lines: dict[str, int]) -> list[CourseError]:
    if report.broken:
        broken = next(check for check in report.checks if check.verdict == "error")
        return [
            CourseError(
                f"The check `{broken.id}` itself breaks on `{submission.label}`: {broken.reason}",
                path=submission.exercise.suite,
                line=lines.get(broken.test),
                hint="Mend the suite: a check may fail, but never break.",
            )
        ]
    if submission.kind == "starter":
        return _starter(submission, report)
    if submission.kind == "rejected":
        return _rejected(submission, report)
    return _must_pass(submission, report)


def _starter(submission: Submission, report: Report) -> list[CourseError]:
    if report.headline:
        return [_error(submission, f"The starter is no start. {_told(report)}", "Let it import cleanly.")]
    if report.accepted:
        return [_error(submission, "The starter passes every check.", "Give learners something to do.")]
    return []


def _must_pass(submission: Submission, report: Report) -> list[CourseError]:
    what = f"The {submission.kind} file `{submission.label}`" if submission.kind != "solution" else "The solution"
    if report.headline:
        return [_error(submission, f"{what} is wrong. {_told(report)}", "Let it import cleanly.")]
    failed = [c for c in report.checks if c.verdict not in ("passed", "not run here")]
    if not failed:
        return []
    hint = f"If the file is right, the suite is wrong. It says:\n\n{_texts(failed)}\n"
    return [_error(submission, f"{what} is rejected by {_join({c.id for c in failed})}.", hint)]


def _rejected(submission: Submission, report: Report) -> list[CourseError]:
    try:
        declared = read_declared(submission.path)
    except CourseError as error:
        return [error]

    def problem(message: str, hint: str) -> CourseError:
        return CourseError(message, path=declared.file, line=declared.line, hint=hint)

    if "all" in declared.fails:
        if not report.headline:
            return [problem("It can be loaded.", "Say which checks it fails.")]
        return _unsaid(declared, _told(report))
    if report.headline:
        return [problem(_told(report), "Declare `fails: all`, or mend the file.")]
    failed = [c for c in report.checks if c.verdict in ("failed", "timed out")]
    names, skipped = {c.test for c in failed}, {c.test for c in report.checks if c.verdict == "not run here"}
    found = []
    if unknown := declared.fails - {c.test for c in report.checks}:
        found.append(problem(f"It names unknown checks: {_join(unknown)}.", "Use names of the suite."))
    if missed := declared.fails - unknown - names - skipped:
        found.append(problem(f"It is not rejected by {_join(missed)}.", "Sharpen the check, or mend `fails:`."))
    if surprising := names - declared.fails:
        hint = f"Mend `fails:`, or the check. It says:\n\n{_texts([c for c in failed if c.test in surprising])}\n"
        found.append(problem(f"It is also rejected by {_join(surprising)}.", hint))
    return found + (_unsaid(declared, _texts(failed)) if failed else [])


def _unsaid(declared: Declared, feedback: str) -> list[CourseError]:
    """What the feedback was to say and does not."""
    text = " ".join(feedback.split())
    missing = [words for words in declared.says if " ".join(words.split()) not in text]
    hint = "Mend `says:`, or the check."
    return [
        CourseError(f"The feedback never says `{words}`.", path=declared.file, line=declared.line, hint=hint)
        for words in missing
    ]


def _unneeded_checks(
    exercise: Exercise, graded: Graded, lines: dict[str, int], promised: set[str]
) -> list[CourseError]:
    """A check that no rejected file fails may be one that cannot fail."""
    rejected = [report for submission, report in graded if submission.kind == "rejected"]
    names = {c.test for r in rejected for c in r.checks if c.verdict not in ("not run here", "not reached")}
    failed = {c.test for report in rejected for c in report.checks if c.verdict in ("failed", "timed out")}
    hint = "Add a rejected file with the mistake that it is there for, or delete the check."
    return [
        CourseError(f"No rejected file fails `{name}`.", path=exercise.suite, line=lines.get(name), hint=hint)
        for name in sorted(names - failed - promised)
    ]


def _too_few(exercise: Exercise, submissions: Sequence[Submission]) -> list[CourseError]:
    """Too little evidence, for or against."""
    found = []
    wanted = (
        ("accepted", MIN_ACCEPTED, "style that people use"),
        ("rejected", MIN_REJECTED, "mistake that people make"),
    )
    for kind, least, what in wanted:
        count = sum(submission.kind == kind for submission in submissions)
        if count < least:
            hint = f"Write at least {least}, each a {what}."
            message = f"`{exercise.key}` has {count} {kind} files."
            found.append(CourseError(message, path=exercise.suite.parent / kind, hint=hint))
    return found


def _error(submission: Submission, message: str, hint: str) -> CourseError:
    return CourseError(message, path=submission.path, hint=hint)


def _told(report: Report) -> str:
    """What a learner reads about a file that cannot be loaded."""
    return headline_text(report.headline, report.where)


def _texts(checks: Sequence[CheckResult]) -> str:
    return "\n\n".join(check_text(check) for check in checks)


def _join(names: set[str] | frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))
