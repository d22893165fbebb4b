"""`prodready progress --export` and `--import`: everything as one file, and nothing lost by reading one."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from prodready import progress, workspace
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.model import CheckResult, Report
from prodready.progress import backup, merge, transfer
from prodready.progress.backup import Backup, Work
from prodready.progress.file import Entry
from prodready.suitefile import read_suite

KEY = "lesson1/words"
FOLDER = "lesson2/pipeline"
SAVED = "2026-03-29T01:30:00Z"
READING = {"schema": 1, "last": "lesson3", "lessons": {"lesson3": {"at": "your-turn", "read": True}}}
QUIZ = {
    "schema": 1,
    "questions": {"l3-hang": {"rev": 1, "tries": ["a"], "first": 0.5, "done": "right"}},
    "sum": {"points": 0.5, "total": 1, "right": 1, "count": 1},
}

Run = Callable[..., tuple[int, str]]


def edit(course: Course, key: str = KEY, text: str = "# my idea: ä\n") -> str:
    """Changes the learner's file; its new text."""
    path = course.work(course.exercise(key))
    path = path / "steps.py" if path.is_dir() else path
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


def passed(course: Course, key: str = KEY) -> None:
    names = [spec.test for spec in read_suite(course.exercise(key).suite)]
    progress.record(course, [Report(key, "yours", tuple(CheckResult(name, "A title.", "passed") for name in names))])


def everything(course: Course) -> Backup:
    """What an export holds of a learner who has done something of everything."""
    edit(course)
    edit(course, FOLDER)
    passed(course)
    content, _ = progress.collect(course)
    more = {"prodready.playground": '{"files": {}}'}
    return Backup(content.made, content.progress, READING, {"lesson3": QUIZ}, content.work, more)


def problems(data: object) -> list[str]:
    """What the schema says about data."""
    schemas = {
        name: json.loads(files("prodready.schemas").joinpath(f"{name}.schema.json").read_text("utf-8"))
        for name in ("backup", "progress")
    }
    known = Registry().with_resource("progress.schema.json", Resource.from_contents(schemas["progress"]))
    return [error.message for error in Draft202012Validator(schemas["backup"], registry=known).iter_errors(data)]


def test_export_is_as_the_schema_says(desk: Course) -> None:
    """The file has the form that is written down, so that other programs can read it."""
    assert problems(json.loads(backup.to_text(everything(desk)))) == []


def test_export_holds_code_and_progress(desk: Course, run: Run, tmp_path: Path) -> None:
    """What was edited is in the file with its text; what was never touched is not."""
    text = edit(desk)
    passed(desk)
    file = tmp_path / "out.json"
    status, said = run(desk.workspace, "progress", "--export", str(file))
    found = backup.read(file)

    assert (status, "your code of 1 exercises" in said) == (0, True)
    assert {key: dict(work.files) for key, work in found.work.items()} == {KEY: {"words.py": text}}
    assert found.progress == progress.load(desk)


def test_progress_file_stays_without_code(desk: Course) -> None:
    """The code goes into the export only."""
    everything(desk)

    assert "my idea" not in desk.progress_file.read_text(encoding="utf-8")


def test_a_new_machine_has_everything(clone: Course, desk: Course, run: Run, tmp_path: Path) -> None:
    """Where nothing has been edited, the file's code and progress are taken as they are."""
    content = everything(desk)
    other = workspace.start(clone, tmp_path / "other")[0]
    file = transfer.write(tmp_path / "out.json", content)
    status, said = run(other.workspace, "progress", "--import", str(file))
    again, _ = progress.collect(other)

    assert status == 0
    assert f"taken     {KEY}" in said
    assert again.work.keys() == content.work.keys()
    assert [again.work[key].files for key in again.work] == [content.work[key].files for key in again.work]
    assert (again.progress, again.reading, again.quizzes, again.more) == (
        content.progress,
        content.reading,
        content.quizzes,
        content.more,
    )


def test_importing_twice_changes_nothing(desk: Course) -> None:
    """The second import of the same file finds everything there."""
    content = everything(desk)
    progress.take(desk, content, overwrite=False)
    before = snapshot(desk)

    assert {each.what for each in progress.take(desk, content, overwrite=False)} == {"same"}
    assert snapshot(desk) == before


def test_edited_code_is_never_overwritten(desk: Course, run: Run, tmp_path: Path) -> None:
    """When both have been edited, yours stays, the file's lies apart, and the option that decides otherwise is named."""
    file = transfer.write(tmp_path / "out.json", everything(desk))
    mine = edit(desk, text="# later\n")
    _, said = run(desk.workspace, "progress", "--import", str(file))
    beside = list((desk.state_dir / "imported").rglob("words.py"))

    assert desk.work(desk.exercise(KEY)).read_text(encoding="utf-8") == mine
    assert [path.read_text(encoding="utf-8").endswith("# my idea: ä\n") for path in beside] == [True]
    assert "--replace" in said


def test_replaced_code_is_kept(desk: Course, run: Run, tmp_path: Path) -> None:
    """With --replace the file's code comes, and yours goes into the backup."""
    content = everything(desk)
    file = transfer.write(tmp_path / "out.json", content)
    mine = edit(desk, FOLDER, "# later\n")
    (desk.work(desk.exercise(FOLDER)) / "extra.py").write_text("x = 1\n", encoding="utf-8")
    run(desk.workspace, "progress", "--import", str(file), "--replace")
    kept = [path.read_text(encoding="utf-8") for path in (desk.state_dir / "backup").rglob("*.py")]

    assert progress.collect(desk)[0].work[FOLDER].files == content.work[FOLDER].files
    assert {mine, "x = 1\n"} <= set(kept)


def test_replace_alone_is_refused(desk: Course, run: Run) -> None:
    """--replace without a file to import says what it belongs to."""
    status, said = run(desk.workspace, "progress", "--replace")

    assert (status, "--import FILE" in said) == (2, True)


def test_code_of_an_unknown_exercise_is_kept(desk: Course) -> None:
    """Code of an exercise that this course does not have is part of the next export."""
    work = Work({"later.py": "x = 1\n"}, "", SAVED)
    progress.take(desk, Backup(work={"lesson99/later": work}), overwrite=False)

    assert progress.collect(desk)[0].work["lesson99/later"] == work


def test_damaged_page_data_keep_nobody_from_exporting(desk: Course) -> None:
    """When what only the pages use cannot be read, it is moved aside, and the rest is exported."""
    text = edit(desk)
    kept = transfer.kept_file(desk)
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("{half", encoding="utf-8")

    assert progress.collect(desk)[0].work[KEY].files == {"words.py": text}
    assert [path.read_text(encoding="utf-8") for path in kept.parent.glob("pages.json.damaged-*")] == ["{half"]


def test_progress_json_alone_is_understood(desk: Course, run: Run, tmp_path: Path) -> None:
    """Who names a `progress.json` gets that merged."""
    passed(desk)
    other = tmp_path / "progress.json"
    other.write_bytes(desk.progress_file.read_bytes())
    desk.progress_file.unlink()
    run(desk.workspace, "progress", "--import", str(other))

    assert progress.load(desk).of(KEY).state == "passed"


def test_what_is_no_text_is_left_out(desk: Course, run: Run, tmp_path: Path) -> None:
    """A file that is not UTF-8 cannot be in the export, which says so."""
    desk.work(desk.exercise(KEY)).write_bytes(b"\xff\xfe")
    _, said = run(desk.workspace, "progress", "--export", str(tmp_path / "out.json"))

    assert "left out" in said


def test_export_replaces_no_other_file(desk: Course, run: Run, tmp_path: Path) -> None:
    """An export over a file that is something else is refused, and the file stays."""
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    status, _ = run(desk.workspace, "progress", "--export", str(notes))

    assert (status, notes.read_text(encoding="utf-8")) == (2, "mine")


def test_export_again(desk: Course, tmp_path: Path) -> None:
    """Who goes on and exports again gets the newer file in the place of the older one."""
    file = transfer.write(tmp_path / "out.json", everything(desk))
    progress.take(desk, backup.read(file), overwrite=False)
    passed(desk, FOLDER)
    transfer.write(file, progress.collect(desk)[0])

    assert backup.read(file).progress.of(FOLDER).state == "passed"


def test_export_drops_nothing(desk: Course, tmp_path: Path) -> None:
    """A file that holds what is not here, such as one from a browser, is not replaced."""
    file = transfer.write(tmp_path / "out.json", everything(desk))
    before = file.read_bytes()
    with pytest.raises(CourseError, match="holds more than is here"):
        transfer.write(file, progress.collect(desk)[0])

    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ("[]", "no `prodready-progress.json`"),
        ('{"name": "package"}', "no `prodready-progress.json`"),
        ('{"kind": "prodready-backup", "schema": 9}', "newer version"),
        ('{"kind": "prodready-backup", "schema": 1}', "damaged"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_other_files_are_named(desk: Course, tmp_path: Path, text: str, said: str) -> None:
    """A file that is empty, foreign, newer or damaged is told apart, and nothing changes."""
    file = tmp_path / "in.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=said) as caught:
        backup.read(file)

    assert "Nothing was changed" in str(caught.value)


@pytest.mark.parametrize(
    "name",
    ["../words.py", "/words.py", "a/../../x.py", "c:x.py", "a\\b.py", "nul", "a\0b", "words.py/", "", "lpt1.py", "x. "],
)
def test_names_lead_nowhere_else(desk: Course, name: str) -> None:
    """A name that would leave the folder of its lesson makes the whole file damaged."""
    data = json.loads(backup.to_text(everything(desk)))
    data["work"][KEY]["files"] = {name: "x = 1\n"}
    with pytest.raises(CourseError, match="damaged"):
        backup.parse(json.dumps(data).encode(), Path("in.json"))


def test_code_for_another_file_is_refused(desk: Course) -> None:
    """Code that names another exercise's file is not written."""
    before = snapshot(desk)
    with pytest.raises(CourseError, match="Nothing was changed"):
        progress.take(desk, Backup(work={KEY: Work({"feed.py": "x"}, "", SAVED)}), overwrite=True)

    assert snapshot(desk) == before


def test_best_is_never_lowered() -> None:
    """Of two entries the better state, the higher count and the earlier dates stay, whichever is newer."""
    mine = Entry(
        "passed", 4, {"test_a": "passed"}, {"test_a": 1}, passed="2026-02-01T00:00:00Z", updated="2026-02-01T00:00:00Z"
    )
    theirs = Entry(
        "started",
        2,
        {"test_a": "failed"},
        {"test_a": 3},
        started="2026-01-01T00:00:00Z",
        updated="2026-03-01T00:00:00Z",
    )
    merged = merge.merge_entry(mine, theirs)

    assert (merged.state, merged.best, merged.started, merged.passed) == ("passed", 4, theirs.started, mine.passed)
    assert (dict(merged.last), dict(merged.hints)) == (dict(theirs.last), {"test_a": 3})


def test_quiz_answers_of_both_are_kept() -> None:
    """Questions of both sides are there, an ended one counts before an open one, and a sum that fits neither is gone."""
    open_, done = ({"rev": 1, "tries": ["a"], "first": 0, "done": state} for state in ("", "right"))
    mine = {"schema": 1, "questions": {"one": done, "two": open_}, "sum": QUIZ["sum"]}
    theirs = {"schema": 1, "questions": {"one": open_, "two": done, "three": done}}

    assert merge.merge_quiz(mine, theirs) == {"schema": 1, "questions": {"one": done, "two": done, "three": done}}


def snapshot(course: Course) -> dict[str, bytes]:
    """Every file of the learner's folder."""
    return {str(path): path.read_bytes() for path in course.workspace.rglob("*") if path.is_file()}


def damaged(text: str, count: int) -> Iterator[bytes]:
    """Variants of a file: cut, with other bytes, with parts missing, exchanged or of another type."""
    dice = random.Random(20260329)
    values: list[Any] = [
        None,
        0,
        -1,
        1e400,
        2**70,
        "",
        "../x",
        "\ud800",
        [],
        {},
        [[]],
        {"a": {}},
        True,
        "2026-99-99T99:99:99Z",
    ]
    for _ in range(count):
        kind = dice.randrange(4)
        if kind == 0:
            yield text.encode()[: dice.randrange(len(text))]
        elif kind == 1:
            data = bytearray(text.encode())
            for _ in range(dice.randrange(1, 6)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            yield bytes(data)
        else:
            tree = json.loads(text)
            for _ in range(dice.randrange(1, 4)):
                place = dice.choice(list(places(tree)) or [(tree, "kind")])
                change(dice, *place, value=dice.choice(values))
            yield json.dumps(tree).encode()


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a tree with each of its keys."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


def change(dice: random.Random, holder: Any, key: Any, value: Any) -> None:
    how = dice.randrange(3)
    if how == 0 or isinstance(holder, list):
        holder[key] = value
    elif how == 1:
        del holder[key]
    else:
        holder[dice.choice(["../../x", "other", "lesson1/words", "nul", "a/b"])] = holder.pop(key)


def test_a_thousand_damaged_files(desk: Course, tmp_path: Path) -> None:
    """Whatever a file holds, it is refused in words or merged, and what the learner has is never less than before."""
    text = backup.to_text(everything(desk))
    mine = {key: edit(desk, key, "# later\n") for key in (KEY, FOLDER)}
    clone_before = snapshot(Course(desk.root, desk.root))
    refused = 0
    for data in damaged(text, 1000):
        before, start = progress.load(desk), snapshot(desk)
        try:
            progress.take(desk, backup.parse(data, tmp_path / "in.json"), overwrite=False)
        except CourseError:
            refused += 1
            assert snapshot(desk) == start
            continue
        after = progress.load(desk)
        assert all(after.of(key).best >= entry.best for key, entry in before.entries.items())
        assert after.of(KEY).state == "passed"
        content, _ = progress.collect(desk)
        assert content.work[KEY].files["words.py"] == mine[KEY]
        assert content.work[FOLDER].files["pipeline/steps.py"] == mine[FOLDER]
        assert problems(json.loads(backup.to_text(content))) == []

    assert 500 < refused < 1000
    assert snapshot(Course(desk.root, desk.root)) == clone_before
