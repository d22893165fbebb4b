"""What a learner has reached: the results of sessions go in, and so do the hints that were revealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from prodready.catalog import Course
from prodready.files import contents, digest_of
from prodready.model import Exercise, Report, Verdict
from prodready.progress.file import Entry, Progress, load, now, save
from prodready.suitefile import read_suite
from prodready.workspace import originals

HOLDS: tuple[Verdict, ...] = ("passed", "not run here")


def record(course: Course, reports: Sequence[Report], expected: Mapping[str, Sequence[str]] | None = None) -> Progress:
    """Remember the results of one session.

    A session may have run a few checks only (`-k`, a node id, `--lf`, `-x`): verdicts of the others are kept. When the
    learner's file has changed since, a check that held has to hold again: until then it counts as not reached.

    Args:
        course: The course with the learner's folder.
        reports: Of the learner's own files. Reports labelled `solution` are ignored.
        expected: All check ids of the suites in their order, by key, if the caller knows them. Without it a parameter
            that never ran is not missed.

    Returns:
        The progress as it is saved now.

    Raises:
        CourseError: If the file is damaged or from a newer version. It is never overwritten then.
    """
    progress = load(course)
    known = {exercise.key: exercise for exercise in course.exercises}
    mine = [report for report in reports if report.label != "solution" and report.key in known]
    if not mine:
        return progress
    untouched = [known[report.key] for report in mine if progress.of(report.key).state == "new"]
    starters = _starters(course, untouched)
    for report in mine:
        exercise = known[report.key]
        entry = progress.of(report.key)
        entry = replace(entry, starter=starters.get(report.key, entry.starter))
        ids = (expected or {}).get(report.key, ())
        progress = progress.put(report.key, _merged(exercise, entry, report, _work(course, exercise), ids))
    save(course, progress)
    return progress


def use_hint(course: Course, key: str, test: str, number: int) -> Progress:
    """Remember that the hints of a check function have been revealed up to `number`, counted from 1."""
    progress = load(course)
    entry = progress.of(key)
    if number > entry.hints.get(test, 0):
        progress = progress.put(key, replace(entry, hints={**entry.hints, test: number}))
        save(course, progress)
    return progress


def forget(course: Course, key: str) -> Progress:
    """Begin an exercise anew: nothing is remembered about it."""
    progress = load(course)
    if key in progress.entries:
        progress = progress.drop(key)
        save(course, progress)
    return progress


def _starters(course: Course, exercises: Sequence[Exercise]) -> dict[str, str]:
    """Digests of the starters as they were shipped, by key; what is not known is missing."""
    shipped = originals.read(course, exercises) if exercises else {}
    found = {}
    for exercise in exercises:
        root = exercise.starter.relative_to(course.starters_dir).as_posix()
        parts = {name: data for name, data in shipped.items() if name == root or name.startswith(f"{root}/")}
        if parts:
            found[exercise.key] = digest_of(parts)
    return found


def _work(course: Course, exercise: Exercise) -> str:
    """The digest of the learner's file or folder; comparable with that of the starter."""
    return digest_of(contents(course.work(exercise), course.exercises_dir))


def _merged(exercise: Exercise, entry: Entry, report: Report, work: str, ids: Sequence[str]) -> Entry:
    tests = [spec.test for spec in read_suite(exercise.suite)]
    last = _verdicts(entry, report, tests, ids, same=work == entry.work)
    held = _held(last)
    complete = set(tests) <= set(map(_function, last))
    done = complete and held > 0 and all(verdict in HOLDS for verdict in last.values())
    begun = done or entry.state != "new" or work != entry.starter
    return replace(
        entry,
        state="passed" if done or entry.state == "passed" else "started" if begun else "new",
        best=max(entry.best, held),
        last=last,
        work=work,
        started=entry.started or (now() if begun else ""),
        passed=entry.passed or (now() if done else ""),
    )


def _verdicts(
    entry: Entry, report: Report, tests: Sequence[str], ids: Sequence[str], *, same: bool
) -> dict[str, Verdict]:
    """What is known about each check now: the report's word, else that of before as far as it still says something."""
    found: dict[str, Verdict] = dict.fromkeys(ids, "not reached")
    for name, verdict in entry.last.items():
        if name in ids if ids else _function(name) in tests:
            found[name] = verdict if same or verdict != "passed" else "not reached"
    for check in report.checks:
        before = found.get(check.id, check.verdict)
        unjudged = check.verdict == "not reached" and not report.headline
        found[check.id] = before if unjudged or (check.verdict, before) == ("not run here", "passed") else check.verdict
    places = {name: place for place, name in enumerate(ids)} if ids else {}
    return dict(sorted(found.items(), key=lambda item: (_place(item[0], tests), places.get(item[0], 0))))


def _held(last: Mapping[str, Verdict]) -> int:
    """How many check functions hold: as everywhere, one that runs for several values counts once."""
    judged = {_function(name) for name, verdict in last.items() if verdict == "passed"}
    return len(judged - {_function(name) for name, verdict in last.items() if verdict not in HOLDS})


def _place(name: str, tests: Sequence[str]) -> int:
    """Where a check stands in the suite."""
    return tests.index(_function(name)) if _function(name) in tests else len(tests)


def _function(name: str) -> str:
    """The check function of an id such as `test_outage[503]`."""
    return name.partition("[")[0]
