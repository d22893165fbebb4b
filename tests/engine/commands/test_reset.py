"""`reset`: the original comes back, and what the learner had is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodready import progress
from prodready.catalog import Course

Run = Callable[..., tuple[int, str]]
WORDS = "lesson1/words.py"


def append(path: Path) -> str:
    """Add a line to a file; its new text."""
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


def kept(course: Course, name: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in course.state_dir.glob(f"backup/*/{name}")]


def test_reset_puts_the_original_back(clone: Course, desk: Course, run: Run) -> None:
    """In a workspace the original comes from the clone."""
    append(desk.exercises_dir / WORDS)
    status, _ = run(desk.workspace, "reset", "lesson1/words", "--yes")

    assert status == 0
    assert (desk.exercises_dir / WORDS).read_bytes() == (clone.exercises_dir / WORDS).read_bytes()


def test_reset_keeps_a_backup(desk: Course, run: Run) -> None:
    """The learner's version is kept, and the message says where."""
    mine = append(desk.exercises_dir / WORDS)
    _, text = run(desk.workspace, "reset", "lesson1/words", "--yes")

    assert kept(desk, WORDS) == [mine]
    assert str(Path("lesson1", "words.py")) in text.splitlines()[-1]


def test_second_backup_does_not_replace_the_first(desk: Course, run: Run) -> None:
    """Two resets within a second keep two versions."""
    for _ in range(2):
        append(desk.exercises_dir / WORDS)
        run(desk.workspace, "reset", "lesson1/words", "--yes")

    assert len(kept(desk, WORDS)) == 2


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "maybe\n"])
def test_reset_asks_first(desk: Course, run: Run, answer: str) -> None:
    """Without a clear yes nothing changes."""
    mine = append(desk.exercises_dir / WORDS)
    status, text = run(desk.workspace, "reset", "lesson1/words", stdin=answer)

    assert (status, text.rstrip().endswith("Nothing was changed.")) == (1, True)
    assert (desk.exercises_dir / WORDS).read_text(encoding="utf-8") == mine


def test_reset_takes_yes_for_an_answer(desk: Course, run: Run) -> None:
    """A typed `y` is enough."""
    append(desk.exercises_dir / WORDS)

    assert run(desk.workspace, "reset", "words.py", stdin="y\n")[0] == 2  # two exercises have a file of that name
    assert run(desk.workspace, "reset", "lesson1/words", stdin="Y\n")[0] == 0


def test_reset_forgets_the_progress(desk: Course, run: Run) -> None:
    """The exercise begins anew in `progress.json` too."""
    append(desk.exercises_dir / WORDS)
    progress.use_hint(desk, "lesson1/words", "test_a", 1)
    run(desk.workspace, "reset", "lesson1/words", "--yes")

    assert progress.load(desk).of("lesson1/words").hints == {}


def test_reset_of_a_folder_takes_added_files_away(desk: Course, run: Run) -> None:
    """A folder exercise has its own files again and no others; all that was there is in the backup."""
    folder = desk.exercises_dir / "lesson2" / "pipeline"
    mine = append(folder / "steps.py")
    (folder / "mine.py").touch()
    run(desk.workspace, "reset", "pipeline", "--yes")

    assert sorted(path.name for path in folder.glob("*.py")) == ["__init__.py", "steps.py"]
    assert kept(desk, "lesson2/pipeline/steps.py") == [mine]
    assert kept(desk, "lesson2/pipeline/mine.py") == [""]


def test_reset_in_the_clone_asks_git(clone: Course, commit: Callable[[], None], run: Run) -> None:
    """Without a workspace the original is what was committed."""
    original = (clone.exercises_dir / WORDS).read_bytes()
    commit()
    append(clone.exercises_dir / WORDS)
    run(clone.root, "reset", "lesson1/words", "--yes")

    assert (clone.exercises_dir / WORDS).read_bytes() == original


def test_reset_brings_a_deleted_file_back(clone: Course, commit: Callable[[], None], run: Run) -> None:
    """A file that is gone comes back; there is nothing to keep."""
    commit()
    (clone.exercises_dir / WORDS).unlink()
    run(clone.root, "reset", "lesson1/words", "--yes")

    assert (clone.exercises_dir / WORDS).is_file()
    assert kept(clone, WORDS) == []


def test_reset_without_git_explains(clone: Course, run: Run) -> None:
    """Where nobody knows the original, nothing changes, and the message says what to do."""
    mine = append(clone.exercises_dir / WORDS)
    status, text = run(clone.root, "reset", "lesson1/words", "--yes")

    assert (status, "prodready start" in text) == (2, True)
    assert (clone.exercises_dir / WORDS).read_text(encoding="utf-8") == mine


def test_reset_of_an_original_does_nothing(desk: Course, run: Run) -> None:
    """A file that is as it was needs no question and no backup."""
    status, text = run(desk.workspace, "reset", "lesson1/words")

    assert (status, "nothing to reset" in text) == (0, True)
    assert not desk.state_dir.exists()
