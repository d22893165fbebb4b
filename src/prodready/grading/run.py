"""Shares submissions out to worker processes, and brings back exactly one report for each of them."""

from __future__ import annotations

import compileall
import contextlib
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from functools import cache
from pathlib import Path

from prodready.grading.jobs import batches, make_job
from prodready.grading.pool import Pool, workers
from prodready.grading.process import GradingError, Harvest, Progress, Unfinished, Worker
from prodready.model import CheckResult, Report, Submission
from prodready.suitefile import CheckSpec, read_suite
from prodready.words import say


def run(
    submissions: Sequence[Submission],
    runtime: str = "local",
    *,
    seed: str = "0",
    jobs: int = 0,
    stop_at_first: bool = False,
    progress: Progress = lambda report: None,
    pool: Pool | None = None,
) -> list[Report]:
    """Grade submissions.

    Args:
        submissions: To any exercises; those to one exercise have different labels.
        runtime: `local`, `split`, `node`, or `simulated` (in a native process on simulated time and network).
        seed: Of the suites' random values.
        jobs: Worker processes at once; 0 takes what suits the runtime and this machine.
        stop_at_first: Skip the checks after the first that does not hold.
        progress: Called with each report as it arrives, from another thread.
        pool: Shared with other runs, whose workers count as well.

    Returns:
        One report per submission, in the order of `submissions`.

    Raises:
        GradingError: If a worker breaks for a reason that is not the submission's.
        CancelledError: If the shared pool was stopped before all was graded.
    """
    if not submissions:
        return []
    _refuse_twins(submissions)
    _compile_engine()
    count = jobs or workers(runtime)
    found: dict[tuple[str, str], Report] = {}
    with contextlib.ExitStack() as stack:
        chosen = pool or stack.enter_context(Pool(count))

        def work(batch: list[Submission]) -> None:
            for report in _grade_batch(batch, runtime, seed, stop_at_first, progress, chosen.stopped):
                found[report.key, report.label] = report

        chosen.map(work, batches(submissions, count, runtime))
        if chosen.stopped.is_set():
            raise CancelledError
    return [found[_name(s)] for s in submissions]


@cache
def _compile_engine() -> None:
    """Workers write no bytecode, so that none lies beside answers: hundreds of them would compile the engine anew."""
    compileall.compile_dir(Path(__file__).parents[1], quiet=2)


def _name(submission: Submission) -> tuple[str, str]:
    return submission.exercise.key, submission.label


def _refuse_twins(submissions: Sequence[Submission]) -> None:
    """Reports go by key and label: with one label for two files, one of them would get the other's verdict."""
    seen: dict[tuple[str, str], Submission] = {}
    for submission in submissions:
        twin = seen.setdefault(_name(submission), submission)
        if twin is not submission:
            key, label = _name(submission)
            hint = f"Rename one of them; the other is `{twin.path.name}`."
            raise GradingError(f"Two submissions to `{key}` are called `{label}`.", path=submission.path, hint=hint)


def _grade_batch(
    batch: list[Submission],
    runtime: str,
    seed: str,
    stop_at_first: bool,
    progress: Progress,
    stopped: threading.Event,
) -> list[Report]:
    """Grade a batch; a worker that dies or falls silent is replaced, and its submission reported as such."""
    reports: list[Report] = []
    left = list(batch)
    while left and not stopped.is_set():
        worker = Worker(make_job(left, runtime, seed, stop_at_first=stop_at_first), runtime)
        harvest = worker.collect(progress)
        reports += harvest.reports
        if harvest.at:
            lost = next(s for s in left if _name(s) == (harvest.at.key, harvest.at.label))
            reports.append(_lost_report(lost, harvest.at, harvest, seed))
            progress(reports[-1])
        elif not harvest.reports:
            hint = worker.last_words() or "Run it again; if that does not help, reinstall the project."
            raise GradingError(f"The worker for `{runtime}` did not start: {harvest.why}.", hint=hint)
        graded = {(report.key, report.label) for report in reports}
        left = [s for s in left if _name(s) not in graded]
    return reports


def _lost_report(submission: Submission, at: Unfinished, harvest: Harvest, seed: str) -> Report:
    """The report of a submission that took its worker with it: results so far, the check it was at, and the others."""
    headline = "" if at.loaded else say("check.cannot_load", why=harvest.why)
    specs = {spec.test: spec for spec in read_suite(submission.exercise.suite)}
    checks = (*at.done, *_lost_checks(at, harvest, specs))
    return Report(at.key, at.label, checks, headline=headline, seed=seed)


def _lost_checks(at: Unfinished, harvest: Harvest, specs: dict[str, CheckSpec]) -> Iterator[CheckResult]:
    reason = say("check.stopped_before" if at.loaded else "check.not_reached")
    for number, name in enumerate(at.checks[len(at.done) :]):
        spec = specs[name.partition("[")[0]]
        if number or not at.loaded:
            yield CheckResult(name, spec.title, "not reached", reason=reason)
            continue
        yield CheckResult(
            name,
            spec.title,
            "timed out" if harvest.silent else "failed",
            symptom=spec.symptom,
            expected=say("check.a_result"),
            observed=harvest.why,
            hints=spec.hints,
        )
