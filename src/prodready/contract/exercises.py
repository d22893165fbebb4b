"""What reports must say about the course's own submissions."""

from __future__ import annotations

from collections.abc import Sequence

from prodready.contract.declared import read_declared
from prodready.errors import CourseError
from prodready.model import CheckResult, Exercise, Report, Submission
from prodready.report import check_text, headline_text

MIN_ACCEPTED = 3
MIN_REJECTED = 4

Graded = Sequence[tuple[Submission, Report]]


def violations(exercise: Exercise, graded: Graded) -> list[CourseError]:
    """Every broken promise of one exercise in one runtime."""
    found: list[CourseError] = []
    for submission, report in graded:
        found += _judge(submission, report)
    found += _unneeded_checks(exercise, graded)
    for kind, least in (("accepted", MIN_ACCEPTED), ("rejected", MIN_REJECTED)):
        count = sum(submission.kind == kind for submission, _ in graded)
        if count < least:
            found.append(
                CourseError(
                    f"`{exercise.key}` has {count} {kind} files.",
                    path=exercise.suite.parent / kind,
                    hint=f"Write at least {least}: each a style that people really use."
                    if kind == "accepted"
                    else f"Write at least {least}: each a mistake that people really make.",
                )
            )
    return found


def _judge(submission: Submission, report: Report) -> list[CourseError]:
    if report.broken:
        broken = next(check for check in report.checks if check.verdict == "error")
        return [
            CourseError(
                f"The check `{broken.id}` itself breaks on `{submission.label}`: {broken.reason}",
                path=submission.exercise.suite,
                hint="Repair the suite: a check may fail, but never break.",
            )
        ]
    if submission.kind == "starter":
        return _starter(submission, report)
    if submission.kind == "rejected":
        return _rejected(submission, report)
    return _must_pass(submission, report)


def _starter(submission: Submission, report: Report) -> list[CourseError]:
    if report.headline:
        return [_error(submission, f"The starter cannot be loaded: {report.headline}", "Let it import cleanly.")]
    if report.accepted:
        return [_error(submission, "The starter passes every check.", "Give learners something to do.")]
    return []


def _must_pass(submission: Submission, report: Report) -> list[CourseError]:
    if report.accepted:
        return []
    failed = [c for c in report.checks if c.verdict not in ("passed", "not run here")]
    what = headline_text(report.headline, report.where) if report.headline else "\n".join(map(check_text, failed))
    return [
        _error(
            submission,
            f"The {submission.kind} file `{submission.label}` is rejected by {_names(failed)}.",
            f"If the file is right, the suite is wrong. It says:\n\n{what}\n",
        )
    ]


def _rejected(submission: Submission, report: Report) -> list[CourseError]:
    try:
        declared = read_declared(submission.path)
    except CourseError as error:
        return [error]
    if "all" in declared.fails:
        loaded = not report.headline
        return [_error(submission, "It can be loaded.", "Say which checks it fails.")] if loaded else []
    skipped = {c.test for c in report.checks if c.verdict == "not run here"}
    failed = [c for c in report.checks if c.verdict in ("failed", "timed out")]
    names = {c.test for c in failed}
    if report.headline and not names:
        return [_error(submission, f"It cannot be loaded: {report.headline}", "Declare `fails: all`, or mend it.")]
    found = []
    if unknown := declared.fails - {c.test for c in report.checks}:
        found.append(_error(submission, f"It names unknown checks: {_join(unknown)}.", "Use names of the suite."))
    if missed := (declared.fails - unknown) - names - skipped:
        found.append(_error(submission, f"It is not rejected by {_join(missed)}.", "Sharpen the check, or mend `fails:`."))
    if surprising := names - declared.fails:
        texts = "\n\n".join(check_text(c) for c in failed if c.test in surprising)
        found.append(_error(submission, f"It is also rejected by {_join(surprising)}.", f"Mend `fails:`, or the check. It says:\n\n{texts}\n"))
    feedback = " ".join("\n".join(check_text(c) for c in failed).split())
    found += [
        _error(submission, f"The feedback never says `{words}`.", "Mend `says:`, or the check.")
        for words in declared.says
        if words not in feedback and failed
    ]
    return found


def _unneeded_checks(exercise: Exercise, graded: Graded) -> list[CourseError]:
    """A check that no rejected file fails may be one that cannot fail."""
    rejected = [report for submission, report in graded if submission.kind == "rejected"]
    if not rejected:
        return []
    names = {c.test for r in rejected for c in r.checks if c.verdict not in ("not run here", "not reached")}
    failed = {c.test for report in rejected for c in report.checks if c.verdict in ("failed", "timed out")}
    return [
        CourseError(
            f"No rejected file fails `{name}`.",
            path=exercise.suite,
            hint="Add a rejected file with the mistake that it is there for, or delete the check.",
        )
        for name in sorted(names - failed)
    ]


def _error(submission: Submission, message: str, hint: str) -> CourseError:
    return CourseError(message, path=submission.path, hint=hint)


def _names(checks: Sequence[CheckResult]) -> str:
    return _join({check.id for check in checks}) or "nothing that was run"


def _join(names: set[str] | frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))
