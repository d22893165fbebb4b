"""What proving the course costs: seconds and processor time of each runtime, and of the mutants, without any cache.

    python bench/contract.py [KEY ...] [--runtime local] [--runtime mutants]

Every part runs by itself, one after the other; `prodready check --runtime all --mutants` runs them at once. Processor
time of the whole, divided by the number of processors, is what that command cannot be faster than.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from prodready.catalog import Course
from prodready.contract import mutants
from prodready.contract.declared import can_be_judged
from prodready.contract.grade import pools
from prodready.grading import run
from prodready.model import RUNTIMES, Exercise

PARTS = (*RUNTIMES, "mutants")


def processor_seconds() -> float:
    """What this process and those that have ended have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(work: Callable[[], str]) -> tuple[float, float, str]:
    """Seconds, processor seconds, and what `work` says."""
    began, used = perf_counter(), processor_seconds()
    said = work()
    return perf_counter() - began, processor_seconds() - used, said


def grade(course: Course, exercises: Sequence[Exercise], runtime: str) -> str:
    """Grade all submissions; the exercises that took longest."""
    submissions = [s for exercise in exercises for s in course.submissions(exercise) if can_be_judged(s, runtime)]
    seconds: Counter[str] = Counter()
    for report in run(submissions, runtime):
        seconds[report.key] += round(report.seconds)
    longest = ", ".join(f"{key} {count} s" for key, count in seconds.most_common(8))
    return f"{len(submissions)} files; longest {longest}"


def mutate(course: Course, exercises: Sequence[Exercise]) -> str:
    """Make and grade all mutants."""
    with tempfile.TemporaryDirectory() as folder, pools() as pool_of:
        elsewhere = replace(course, workspace=Path(folder))  # where reports are kept
        tallies = mutants.tallies(elsewhere, exercises, pool_of, cached=False)
    return f"{sum(tally.total for tally in tallies)} mutants"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="*", metavar="KEY")
    parser.add_argument("--runtime", action="append", choices=PARTS, dest="parts")
    arguments = parser.parse_args()
    course = Course.require(Path.cwd())
    exercises = course.match(tuple(arguments.keys))
    whole = 0.0
    for part in arguments.parts or PARTS:
        work = partial(mutate, course, exercises)
        if part != "mutants":
            work = partial(grade, course, exercises, part)
        seconds, used, said = measured(work)
        whole += used
        print(f"{part:<10}{seconds:7.1f} s{used:8.1f} s of a processor   {said}", flush=True)
    print(f"{'at best':<10}{whole / (os.cpu_count() or 1):7.1f} s{whole:8.1f} s of {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
