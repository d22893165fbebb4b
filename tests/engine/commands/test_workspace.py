"""`start` and `update`: a folder of one's own, in which no edit is ever lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prodready import progress, workspace
from prodready.catalog import WORKSPACE_FILE, Course
from prodready.errors import CourseError
from prodready.workspace import Change, beside

WORDS = "lesson1/words.py"
GIVEN = "lesson2/feed.py"
STEPS = "lesson2/pipeline/steps.py"


def append(path: Path, text: str) -> str:
    """Add a line to a file; its new text."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


def said(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change.name, change.what) for change in changes]


def test_start_copies_starters_and_given_files(clone: Course, desk: Course) -> None:
    """Every starter, every file of a folder exercise and every given file is in the new folder."""
    for name in (WORDS, STEPS, GIVEN):
        assert (desk.exercises_dir / name).read_bytes() == (clone.exercises_dir / name).read_bytes()


def test_workspace_knows_its_course(clone: Course, desk: Course) -> None:
    """From anywhere in the workspace the commands find the clone, and work on the workspace's files."""
    found = Course.require(desk.exercises_dir / "lesson1")

    assert (found.root, found.workspace) == (clone.root, desk.workspace)


def test_readme_names_the_clone(clone: Course, desk: Course) -> None:
    """The folder explains itself."""
    text = (desk.workspace / "README.md").read_text(encoding="utf-8")

    assert str(clone.root) in text
    assert "A miniature course" in text


@pytest.mark.parametrize("name", ["exercises/mine", "docs/mine", "tests/exercises/mine", "solutions"])
def test_start_stays_out_of_the_course(clone: Course, name: str) -> None:
    """No workspace is made among the course's own files."""
    with pytest.raises(CourseError, match="inside the course's own files"):
        workspace.start(clone, clone.root / name)


def test_start_refuses_a_folder_with_anything_in_it(clone: Course, tmp_path: Path) -> None:
    """Nothing of the learner is overwritten, not even a hidden file."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / ".env").touch()
    with pytest.raises(CourseError, match="not empty"):
        workspace.start(clone, tmp_path / "full")


def test_start_refuses_a_second_time(clone: Course, desk: Course) -> None:
    """Who starts again where a workspace is, is sent to `update`."""
    with pytest.raises(CourseError, match="prodready update"):
        workspace.start(clone, desk.workspace)


def test_start_takes_the_work_in_the_clone_along(clone: Course, commit: Callable[[], None], tmp_path: Path) -> None:
    """Edits and progress made in the clone go on in the workspace, and count as edits there."""
    commit()
    mine = append(clone.exercises_dir / WORDS, "# mine\n")
    progress.use_hint(clone, "lesson1/words", "test_a", 1)
    made, edited = workspace.start(clone, tmp_path / "desk")

    assert edited == [WORDS]
    assert (made.exercises_dir / WORDS).read_text(encoding="utf-8") == mine
    assert progress.load(made).of("lesson1/words").hints == {"test_a": 1}
    assert workspace.update(made) == []


def test_update_brings_new_exercises(clone: Course, tmp_path: Path) -> None:
    """An exercise that came with `git pull` is copied."""
    desk, _ = workspace.start(clone, tmp_path / "desk")
    for tree in ("exercises", "tests/exercises"):
        source, name = (clone.root / tree / "lesson1" / n for n in ("words", "letters"))
        shutil.copytree(source, name) if source.is_dir() else shutil.copyfile(f"{source}.py", f"{name}.py")

    assert said(workspace.update(Course(clone.root, desk.workspace))) == [("lesson1/letters.py", "added")]


def test_update_replaces_what_was_not_edited(clone: Course, desk: Course) -> None:
    """A starter that the learner has not touched becomes the new one."""
    new = append(clone.exercises_dir / WORDS, "# clearer\n")

    assert said(workspace.update(desk)) == [(WORDS, "replaced")]
    assert (desk.exercises_dir / WORDS).read_text(encoding="utf-8") == new


@pytest.mark.parametrize("name", [WORDS, STEPS])
def test_update_never_loses_an_edit(clone: Course, desk: Course, name: str) -> None:
    """An edited file stays as it is; the new starter lies beside it."""
    mine = append(desk.exercises_dir / name, "# mine\n")
    new = append(clone.exercises_dir / name, "# clearer\n")

    assert said(workspace.update(desk)) == [(name, "kept")]
    assert (desk.exercises_dir / name).read_text(encoding="utf-8") == mine
    assert beside(desk.exercises_dir / name).read_text(encoding="utf-8") == new


def test_update_keeps_a_file_that_was_there_first(clone: Course, desk: Course) -> None:
    """A file of the learner's that a new exercise happens to be called like is an edit as well."""
    marker = desk.workspace / WORKSPACE_FILE
    data = json.loads(marker.read_text(encoding="utf-8"))
    del data["starters"][WORDS]
    marker.write_text(json.dumps(data), encoding="utf-8")
    mine = append(desk.exercises_dir / WORDS, "# mine\n")

    assert said(workspace.update(desk)) == [(WORDS, "kept")]
    assert (desk.exercises_dir / WORDS).read_text(encoding="utf-8") == mine


def test_second_new_starter_saves_notes_in_the_first(clone: Course, desk: Course) -> None:
    """What the learner wrote into `words.new.py` is in the backup when a newer starter takes its place."""
    append(desk.exercises_dir / WORDS, "# mine\n")
    append(clone.exercises_dir / WORDS, "# clearer\n")
    workspace.update(desk)
    notes = append(beside(desk.exercises_dir / WORDS), "# my notes\n")
    append(clone.exercises_dir / WORDS, "# clearest\n")
    workspace.update(desk)

    assert [path.read_text(encoding="utf-8") for path in desk.state_dir.rglob("words.new.py")] == [notes]


def test_update_twice_changes_nothing(clone: Course, desk: Course) -> None:
    """A second run finds nothing to do and writes nothing."""
    append(desk.exercises_dir / WORDS, "# mine\n")
    append(clone.exercises_dir / WORDS, "# clearer\n")
    workspace.update(desk)
    before = {path: path.stat().st_mtime_ns for path in desk.workspace.rglob("*")}

    assert workspace.update(desk) == []
    assert {path: path.stat().st_mtime_ns for path in desk.workspace.rglob("*")} == before


def test_new_starter_goes_when_it_is_adopted(clone: Course, desk: Course) -> None:
    """Once the learner's file is the new starter, the copy beside it is removed."""
    append(desk.exercises_dir / WORDS, "# mine\n")
    new = append(clone.exercises_dir / WORDS, "# clearer\n")
    workspace.update(desk)
    (desk.exercises_dir / WORDS).write_text(new, encoding="utf-8")
    workspace.update(desk)

    assert not beside(desk.exercises_dir / WORDS).exists()


def test_update_renews_given_files(clone: Course, desk: Course) -> None:
    """A file that comes with an exercise is always the course's; an edited one is in the backup."""
    mine = append(desk.exercises_dir / GIVEN, "# mine\n")
    new = append(clone.exercises_dir / GIVEN, "# renamed\n")
    changes = workspace.update(desk)

    assert said(changes) == [(GIVEN, "given")]
    assert (desk.exercises_dir / GIVEN).read_text(encoding="utf-8") == new
    assert changes[0].other is not None
    assert changes[0].other.read_text(encoding="utf-8") == mine


def test_update_puts_missing_files_back(desk: Course) -> None:
    """A starter that was deleted comes back."""
    (desk.exercises_dir / WORDS).unlink()

    assert said(workspace.update(desk)) == [(WORDS, "restored")]


def test_update_leaves_dropped_exercises(clone: Course, desk: Course) -> None:
    """When an exercise leaves the course, the learner's file stays, and that is said once."""
    shutil.rmtree(clone.suites_dir / "lesson1" / "words")
    changes = [workspace.update(Course(clone.root, desk.workspace)) for _ in range(2)]

    assert [said(each) for each in changes] == [[(WORDS, "gone")], []]
    assert (desk.exercises_dir / WORDS).is_file()


def test_newlines_are_no_edit(clone: Course, desk: Course) -> None:
    """A file that an editor saved with other newlines has not been edited."""
    path = desk.exercises_dir / WORDS
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    append(clone.exercises_dir / WORDS, "# clearer\n")

    assert said(workspace.update(desk)) == [(WORDS, "replaced")]


def test_update_outside_a_workspace_explains(clone: Course) -> None:
    """In the clone itself it is `git pull` that brings what is new."""
    with pytest.raises(CourseError, match="git pull"):
        workspace.update(clone)


def test_new_starter_is_no_exercise(desk: Course) -> None:
    """The copy beside an edited file belongs to no exercise, and is still none of the project's tests."""
    path = beside(desk.exercises_dir / WORDS)
    path.touch()

    assert desk.locate(path) is None
    assert desk.owns(path)
