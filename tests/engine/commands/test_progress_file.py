"""progress.json: what is remembered of each session, and that it is never lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from prodready import progress
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.model import CheckResult, Report, Verdict
from prodready.progress import file as progressfile
from prodready.suitefile import read_suite

KEY = "lesson1/words"


def names_of(course: Course) -> list[str]:
    return [spec.test for spec in read_suite(course.exercise(KEY).suite)]


def report(verdicts: dict[str, Verdict], headline: str = "", label: str = "yours") -> Report:
    checks = tuple(CheckResult(name, "A title.", verdict) for name, verdict in verdicts.items())
    return Report(KEY, label, checks, headline=headline)


def others_as(names: list[str], verdict: Verdict) -> dict[str, Verdict]:
    return dict.fromkeys(names, verdict)


def all_as(course: Course, verdict: Verdict) -> dict[str, Verdict]:
    return dict.fromkeys(names_of(course), verdict)


def edit(course: Course) -> None:
    path = course.work(course.exercise(KEY))
    path.write_text(path.read_text(encoding="utf-8") + "# secret idea\n", encoding="utf-8")


def damage(course: Course, text: str) -> None:
    course.progress_file.write_text(text, encoding="utf-8")


def test_first_session_is_remembered(clone: Course) -> None:
    """The verdicts of a session are there when the file is read again."""
    edit(clone)
    progress.record(clone, [report(all_as(clone, "failed"))])
    entry = progress.load(clone).of(KEY)

    assert (entry.state, entry.best, dict(entry.last)) == ("started", 0, all_as(clone, "failed"))


def test_untouched_starter_is_new(clone: Course, commit: Callable[[], None]) -> None:
    """Who only runs the starter, with whatever newlines, has not started yet."""
    commit()
    path = clone.work(clone.exercise(KEY))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert progress.record(clone, [report(all_as(clone, "failed"))]).of(KEY).state == "new"


def test_partial_run_keeps_the_other_verdicts(clone: Course) -> None:
    """After `-k`, verdicts of checks that did not run are those of before."""
    first, *others = names_of(clone)
    progress.record(clone, [report(all_as(clone, "failed"))])
    entry = progress.record(clone, [report({first: "passed"})]).of(KEY)

    assert dict(entry.last) == {first: "passed"} | dict.fromkeys(others, "failed")


def test_verdicts_are_in_the_order_of_the_suite(clone: Course) -> None:
    """Whatever ran first, checks are listed as the suite has them."""
    names = names_of(clone)
    progress.record(clone, [report({names[-1]: "failed"})])
    entry = progress.record(clone, [report({names[0]: "failed"})]).of(KEY)

    assert list(entry.last) == [names[0], names[-1]]


def test_after_an_edit_a_check_has_to_hold_again(clone: Course) -> None:
    """Checks that held on different versions of the file do not add up to a pass."""
    first, *others = names_of(clone)
    progress.record(clone, [report({first: "passed"})])
    edit(clone)
    entry = progress.record(clone, [report(others_as(others, "passed"))]).of(KEY)

    assert (entry.state, entry.last[first], entry.best) == ("started", "not reached", len(others))


def test_stopped_session_keeps_what_it_did_not_reach(clone: Course) -> None:
    """After `-x`, checks that were not reached keep their verdicts."""
    first, *others = names_of(clone)
    progress.record(clone, [report(all_as(clone, "passed"))])
    entry = progress.record(clone, [report({first: "failed", **others_as(others, "not reached")})]).of(KEY)

    assert {entry.last[name] for name in others} == {"passed"}


def test_broken_file_holds_nothing(clone: Course) -> None:
    """When the file cannot be loaded, no check holds, whatever held before."""
    progress.record(clone, [report(all_as(clone, "passed"))])
    entry = progress.record(clone, [report(all_as(clone, "not reached"), headline="SyntaxError")]).of(KEY)

    assert dict(entry.last) == all_as(clone, "not reached")


def test_best_is_never_lowered(clone: Course) -> None:
    """A worse session does not take away what was reached."""
    progress.record(clone, [report(all_as(clone, "passed"))])
    entry = progress.record(clone, [report(all_as(clone, "failed"))]).of(KEY)

    assert (entry.state, entry.best) == ("passed", len(names_of(clone)))


def test_parameters_count_once(clone: Course) -> None:
    """A check that runs for several values holds when it holds for all of them, and counts as one."""
    first = names_of(clone)[0]
    both = progress.record(clone, [report({f"{first}[a]": "passed", f"{first}[b]": "failed"})]).of(KEY)
    then = progress.record(clone, [report({f"{first}[b]": "passed"})]).of(KEY)

    assert (both.best, then.best) == (0, 1)


def test_some_checks_are_no_pass(clone: Course) -> None:
    """A session of one check that passes is not a pass of the exercise."""
    entry = progress.record(clone, [report({names_of(clone)[0]: "passed"})]).of(KEY)

    assert entry.state == "started"


def test_expected_parameters_are_missed(clone: Course) -> None:
    """A caller that knows all ids makes a parameter count that has never run."""
    names = names_of(clone)
    expected = {KEY: [f"{names[0]}[a]", f"{names[0]}[b]", *names[1:]]}
    held: dict[str, Verdict] = {f"{names[0]}[a]": "passed", **dict.fromkeys(names[1:], "passed")}
    entry = progress.record(clone, [report(held)], expected).of(KEY)

    assert (entry.state, entry.last[f"{names[0]}[b]"]) == ("started", "not reached")


def test_checks_that_no_machine_here_can_run_do_not_prevent_a_pass(clone: Course) -> None:
    """What is not run here is left to another machine."""
    first, *others = names_of(clone)
    entry = progress.record(clone, [report({first: "not run here", **others_as(others, "passed")})]).of(KEY)

    assert (entry.state, entry.best) == ("passed", len(others))


def test_checks_that_are_gone_are_forgotten(clone: Course) -> None:
    """After an update of the course, a check that it no longer has cannot prevent a pass."""
    progress.record(clone, [report({"test_of_last_year": "failed"})])
    entry = progress.record(clone, [report(all_as(clone, "passed"))]).of(KEY)

    assert entry.state == "passed"


def test_reference_solution_is_nobodys_progress(clone: Course) -> None:
    """A run of `solutions/` leaves no trace."""
    progress.record(clone, [report(all_as(clone, "passed"), label="solution")])

    assert not clone.progress_file.exists()


def test_file_keeps_to_its_schema(clone: Course) -> None:
    """What is written is what the JSON Schema describes, and the learner's code is not in it."""
    edit(clone)
    progress.record(clone, [report(all_as(clone, "passed"))])
    progress.use_hint(clone, KEY, names_of(clone)[0], 1)
    text = clone.progress_file.read_text(encoding="utf-8")
    schema = json.loads(files("prodready").joinpath("schemas/progress.schema.json").read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator(schema).validate(json.loads(text))
    assert "secret idea" not in text


def test_hints_are_counted_per_check(clone: Course) -> None:
    """The furthest hint of each check is remembered; looking at an earlier one again takes nothing back."""
    for test, number in (("test_a", 1), ("test_a", 2), ("test_a", 1), ("test_b", 1)):
        progress.use_hint(clone, KEY, test, number)

    assert progress.load(clone).of(KEY).hints == {"test_a": 2, "test_b": 1}


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": 1, "exer',
        "[]",
        "{}",
        '{"schema": 1}',
        '{"schema": 1, "exercises": []}',
        '{"schema": 1, "exercises": {"lesson1/words": 7}}',
        '{"schema": 1, "exercises": {"lesson1/words": {"state": "won"}}}',
        '{"schema": 1, "exercises": {"lesson1/words": {"best": "all"}}}',
        '{"schema": 1, "exercises": {"lesson1/words": {"last": ["passed"]}}}',
        '{"schema": 1, "exercises": {"lesson1/words": {"hints": {"test_a": -1}}}}',
    ],
)
def test_damaged_file_is_named_and_kept(clone: Course, text: str) -> None:
    """A damaged file is an error that says what to do, and a session does not overwrite it."""
    damage(clone, text)
    with pytest.raises(CourseError, match=r"damaged[\s\S]*prodready progress --repair") as caught:
        progress.record(clone, [report(all_as(clone, "passed"))])

    assert caught.value.path == clone.progress_file
    assert clone.progress_file.read_text(encoding="utf-8") == text


def test_repair_moves_the_file_aside_and_saves_the_rest(clone: Course) -> None:
    """A repair loses nothing: the damaged file stays, and its sound parts go on."""
    damage(clone, json.dumps({"schema": 1, "exercises": {KEY: {"best": 2}, "lesson2/words": {"best": "all"}}}))
    text = clone.progress_file.read_text(encoding="utf-8")
    repaired = progress.repair(clone)

    assert repaired is not None
    assert repaired[0].name.startswith("progress.json.damaged-")
    assert repaired[0].read_text(encoding="utf-8") == text
    assert list(progress.load(clone).entries) == [KEY]


def test_sound_file_is_not_repaired(clone: Course) -> None:
    """A repair of a sound file does nothing."""
    progress.use_hint(clone, KEY, "test_a", 1)

    assert progress.repair(clone) is None
    assert progress.load(clone).of(KEY).hints == {"test_a": 1}


@pytest.mark.parametrize("action", [progress.load, progress.repair])
def test_newer_file_is_left_alone(clone: Course, action: Callable[[Course], object]) -> None:
    """A file of a newer version is no damage: the program has to be updated."""
    damage(clone, '{"schema": 99, "exercises": {}}')
    with pytest.raises(CourseError, match=r"newer version[\s\S]*git pull"):
        action(clone)

    assert "99" in clone.progress_file.read_text(encoding="utf-8")


def test_older_file_is_brought_up(clone: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of an older version goes through every step up to the present one."""
    monkeypatch.setattr(progressfile, "SCHEMA", 3)
    steps = {1: lambda data: {"exercises": data["done"]}, 2: lambda data: data | {"schema": 3}}
    monkeypatch.setattr(progressfile, "MIGRATIONS", steps)
    damage(clone, json.dumps({"schema": 1, "done": {KEY: {"best": 2}}}))

    assert progress.load(clone).of(KEY).best == 2


def test_failed_write_leaves_the_old_file(clone: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full, the old progress is still there, and nothing else."""
    progress.use_hint(clone, KEY, "test_a", 1)

    def refuse(self: Path, data: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(CourseError, match="No space left"):
        progress.use_hint(clone, KEY, "test_a", 2)

    assert progress.load(clone).of(KEY).hints == {"test_a": 1}
    assert list(clone.root.glob(".progress*")) == []
