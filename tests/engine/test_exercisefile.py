"""From `exercise.yml` to an exercise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodready.errors import CourseError
from prodready.exercisefile import load
from prodready.model import Exercise, Survivor

Read = Callable[[str], Exercise]
LEAST = "title: Fetch\nminutes: 15\nlevel: 2\nobjective: 1\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the description of `lesson3/fetch` from its text."""

    def call(text: str) -> Exercise:
        path = tmp_path / "tests" / "exercises" / "lesson3" / "fetch" / "exercise.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return load(path, tmp_path / "exercises", tmp_path / "solutions")

    return call


def test_least(read: Read, tmp_path: Path) -> None:
    """Four fields are enough; the path is the key, and says where everything is."""
    exercise = read(LEAST)

    assert (exercise.key, exercise.title, exercise.minutes, exercise.level, exercise.objective) == (
        *("lesson3/fetch", "Fetch", 15, 2, 1),
    )
    assert exercise.starter == tmp_path / "exercises" / "lesson3" / "fetch.py"
    assert exercise.solution == tmp_path / "solutions" / "lesson3" / "fetch.py"
    assert exercise.suite.name == "test_fetch.py"
    assert (exercise.browser, exercise.browser_reason, exercise.time_limit_s) == (True, "", 10.0)


def test_all(read: Read) -> None:
    """Every other field arrives."""
    more = "packages: [requests]\ngiven: [gateway.py]\ntime_limit_s: 2.5\nbrowser: It starts a process.\n"
    listed = "survivors:\n  - {mutant: m, kind: speed, reason: It is slower.}\n"
    exercise = read(LEAST + more + listed)

    assert (exercise.packages, exercise.given, exercise.time_limit_s) == (("requests",), ("gateway.py",), 2.5)
    assert (exercise.browser, exercise.browser_reason) == (False, "It starts a process.")
    assert exercise.survivors == (Survivor("m", "speed", "It is slower."),)
    assert [path.name for path in exercise.given_paths] == ["gateway.py"]


def test_browser_true(read: Read) -> None:
    """`browser: true` says what holds without it."""
    assert read(LEAST + "browser: true\n") == read(LEAST)


def test_starter_of_any_name(read: Read) -> None:
    """With `file:` the starter has another name than the exercise, and so has the solution."""
    exercise = read(LEAST + "file: Dockerfile\n")

    assert (exercise.starter.name, exercise.solution.name, exercise.filename) == ("Dockerfile",) * 3
    assert exercise.name == "fetch"


@pytest.mark.parametrize(
    ("names", "described", "importable"),
    [
        (["fetch.py"], "", True),
        (["fetch/__init__.py"], "", True),
        (["fetch/pyproject.toml", "fetch/run.py"], "", False),
        (["compose.yaml"], "file: compose.yaml\n", False),
    ],
)
def test_what_is_imported(read: Read, tmp_path: Path, names: list[str], described: str, importable: bool) -> None:
    """Modules and packages are imported before they are judged; other files, and folders of them, are read."""
    for name in names:
        path = tmp_path / "exercises" / "lesson3" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    assert read(LEAST + described).importable is importable


def test_starter_that_is_a_folder(read: Read, tmp_path: Path) -> None:
    """A folder of the exercise's name is the starter."""
    (tmp_path / "exercises" / "lesson3" / "fetch").mkdir(parents=True)

    assert read(LEAST).filename == "fetch"


@pytest.mark.parametrize(
    ("text", "fact", "line"),
    [
        ("title: [\n", "The file is not YAML", 2),
        (LEAST.replace("title: Fetch\n", ""), "has no `title`", 1),
        (LEAST.replace("15", "soon"), "`minutes` is not a whole number: `soon`", 2),
        (LEAST + "browser: false\n", "`browser` is not text: `False`", 5),
        (LEAST + "given: gateway.py\n", "`given` is not a list", 5),
        (LEAST + "survivors:\n  - {mutant: m, kind: odd, reason: r}\n", "`kind` is `odd`", 6),
        (LEAST + "survivors:\n  - {kind: text, reason: r}\n", "has no `mutant`", 6),
        (LEAST + "minutes: 16\n", "`minutes` is given twice", 5),
        ("", "is not a mapping", 1),
        ("- title\n", "is not a mapping", 1),
    ],
)
def test_damage(read: Read, text: str, fact: str, line: int) -> None:
    """A damaged description is one message with file, line and remedy."""
    with pytest.raises(CourseError, match=r"exercise\.yml") as caught:
        read(text)

    assert fact in caught.value.message
    assert caught.value.line == line
    assert caught.value.hint


def test_not_utf8(read: Read) -> None:
    """A description in another encoding is a message, too."""
    suite = read(LEAST).suite
    suite.with_name("exercise.yml").write_bytes(b"title: F\xe9tch\n")
    with pytest.raises(CourseError, match="UTF-8"):
        load(suite.with_name("exercise.yml"), suite.parent, suite.parent)


def test_unknown_field(read: Read) -> None:
    """A field of a later version keeps nobody from learning: the schema judges it, for authors."""
    assert read(LEAST + "colour: red\n") == read(LEAST)
