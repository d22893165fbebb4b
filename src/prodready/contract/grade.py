"""Grades the course's own submissions: in all runtimes at once, and what surprises once more, alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace

from prodready.catalog import Course
from prodready.contract import exercises
from prodready.contract.declared import can_be_judged, declaring
from prodready.errors import CourseError
from prodready.grading.cache import run_cached
from prodready.grading.pool import Pool, workers
from prodready.grading.process import SIMULATED
from prodready.model import Exercise, Report, Submission

PoolOf = Callable[[str], Pool]
"""The workers that a runtime shares with others of its kind."""


@contextmanager
def pools() -> Iterator[PoolOf]:
    """Two pools: where time is real, workers wait most of the time, and the others compute meanwhile."""
    with Pool(workers("local")) as waiting, Pool(workers("node")) as computing:
        yield lambda runtime: computing if runtime in SIMULATED else waiting


@dataclass(frozen=True, slots=True)
class Case:
    """One exercise in one runtime.

    Args:
        exercise: Which.
        runtime: Where.
        graded: Its submissions and their reports.
        left_out: Submissions that need what this runtime lacks.
    """

    exercise: Exercise
    runtime: str
    graded: Sequence[tuple[Submission, Report]]
    left_out: Sequence[Submission] = ()

    def problems(self) -> list[CourseError]:
        """Every promise that is broken."""
        return exercises.violations(self.exercise, self.graded, self.left_out)

    def surprising(self, problems: Sequence[CourseError]) -> list[Submission]:
        """Submissions whose verdicts are a problem; none if it is about files that are missing.

        A rejected file that passes, or breaks a check of the suite, surprises like a right one that fails. What is said of
        the suite may come from any of them.
        """
        places = {problem.path for problem in problems}
        everyone = self.exercise.suite in places
        return [s for s, _ in self.graded if everyone or places & set(declaring(s.path))]

    def once_more(self, course: Course, submissions: Sequence[Submission]) -> Case:
        """With these graded again, one after the other, while nothing else is: many workers make a busy machine."""
        reports = run_cached(course, submissions, self.runtime, cached=False, jobs=1)
        anew = {s.label: report for s, report in zip(submissions, reports, strict=True)}
        return replace(self, graded=[(s, anew.get(s.label, report)) for s, report in self.graded])


def cases(
    course: Course,
    chosen: Sequence[Exercise],
    runtimes: Sequence[str],
    lanes: Executor,
    pool_of: PoolOf,
    *,
    cached: bool,
) -> Iterator[Case]:
    """Every exercise in every runtime, runtime by runtime, each as soon as all of it is graded.

    Args:
        course: The course.
        chosen: Exercises that are described in full.
        runtimes: All are begun at once.
        lanes: Where each runtime's run waits for its workers.
        pool_of: See `pools`.
        cached: Whether results of unchanged content are taken from the cache.
    """
    everything = [s for exercise in chosen for s in course.submissions(exercise)]
    able = {runtime: [s for s in everything if can_be_judged(s, runtime)] for runtime in runtimes}
    runs = {
        runtime: lanes.submit(run_cached, course, able[runtime], runtime, cached=cached, pool=pool_of(runtime))
        for runtime in runtimes
    }
    for runtime, run in runs.items():
        pairs = list(zip(able[runtime], run.result(), strict=True))
        for exercise in chosen:
            left_out = [s for s in everything if s.exercise == exercise and s not in able[runtime]]
            yield Case(exercise, runtime, [(s, report) for s, report in pairs if s.exercise == exercise], left_out)
