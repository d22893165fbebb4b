"""From paths to exercises, and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prodready.catalog import COURSE_FILE, WORKSPACE_FILE, Course, natural
from prodready.errors import CourseError

KEYS = ["lesson1/probe", "lesson1/sample", "lesson1/words", "lesson2/hooks", "lesson2/pipeline", "lesson2/words"]


# ---- finding the course


@pytest.mark.parametrize("folder", [".", "exercises", "exercises/lesson2/pipeline", "tests/exercises/lesson1/words"])
def test_found_from_below(miniature: Course, folder: str) -> None:
    """Any folder inside a course finds it."""
    assert Course.find((miniature.root / folder).resolve()) == miniature


def test_outside(tmp_path: Path) -> None:
    """Outside a course none is found, and a command that needs one says where to go."""
    assert Course.find(tmp_path) is None
    with pytest.raises(CourseError, match=r"is not inside a course[\s\S]*prodready start"):
        Course.require(tmp_path)


def workspace(folder: Path, text: str) -> Path:
    """A folder below one with a workspace file of that content."""
    (folder / "exercises").mkdir(parents=True)
    (folder / WORKSPACE_FILE).write_text(text, encoding="utf-8")
    return folder / "exercises"


def test_workspace(miniature: Course, tmp_path: Path) -> None:
    """In a workspace the learner's files are there, and the course's own are in the clone."""
    course = Course.require(workspace(tmp_path, json.dumps({"course": str(miniature.root)})))

    assert (course.root, course.workspace) == (miniature.root, tmp_path)
    assert (course.exercises_dir, course.starters_dir) == (tmp_path / "exercises", miniature.root / "exercises")
    assert (course.progress_file.parent, course.state_dir.parent) == (tmp_path, tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"course": 3}'])
def test_damaged_workspace(tmp_path: Path, text: str) -> None:
    """A damaged workspace file is named with the way out."""
    with pytest.raises(CourseError, match=r"The workspace file is damaged[\s\S]*prodready start"):
        Course.find(workspace(tmp_path, text))


def test_course_that_has_moved(tmp_path: Path) -> None:
    """A workspace whose course has gone says where it was."""
    with pytest.raises(CourseError, match="nowhere"):
        Course.find(workspace(tmp_path, '{"course": "/nowhere"}'))


# ---- exercises


def test_order(miniature: Course) -> None:
    """Exercises come in the order of lessons, then of levels, then of names."""
    assert [exercise.key for exercise in miniature.exercises] == KEYS


def test_level_comes_before_the_name(miniature_copy: Course) -> None:
    """An easier exercise comes first."""
    path = miniature_copy.suites_dir / "lesson1" / "probe" / "exercise.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("level: 1", "level: 2"), encoding="utf-8")

    assert [exercise.name for exercise in miniature_copy.exercises][:3] == ["sample", "words", "probe"]


def test_natural_order() -> None:
    """Numbers are compared as numbers."""
    assert sorted(["lesson10", "lesson9", "capstone", "lesson1"], key=natural) == [
        *("capstone", "lesson1", "lesson9", "lesson10"),
    ]


@pytest.mark.parametrize(("key", "filename"), [("lesson1/sample", "test_sample.py"), ("lesson2/pipeline", "pipeline")])
def test_peculiar_starters(miniature: Course, key: str, filename: str) -> None:
    """A starter may have a name of its own, or be a folder; the solution goes by the same name."""
    exercise = miniature.exercise(key)

    assert (exercise.filename, exercise.solution.name) == (filename, filename)
    assert exercise.starter.exists()
    assert exercise.solution.exists()


def test_unknown_key(miniature: Course) -> None:
    """A key that is none is answered with those that are."""
    with pytest.raises(CourseError, match=r"no exercise `lesson1/nothing`[\s\S]*lesson1/words"):
        miniature.exercise("lesson1/nothing")


def test_damaged_description(miniature_copy: Course) -> None:
    """A damaged description is one message with file and line."""
    path = miniature_copy.suites_dir / "lesson1" / "words" / "exercise.yml"
    path.write_text("title: Words\nminutes: [\n", encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        miniature_copy.exercises  # noqa: B018

    assert (caught.value.path, caught.value.line) == (path, 3)


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("lesson2", KEYS[3:]),
        ("lesson1/words", ["lesson1/words"]),
        ("exercises/lesson1/words.py", ["lesson1/words"]),
        ("./exercises/lesson1/words.py", ["lesson1/words"]),
        ("exercises\\lesson1\\words.py", ["lesson1/words"]),
        ("exercises/lesson2/", KEYS[3:]),
        ("exercises/lesson2/pipeline/", ["lesson2/pipeline"]),
        ("exercises/lesson1/test_sample.py", ["lesson1/sample"]),
        ("tests/exercises/lesson1/words", ["lesson1/words"]),
        ("/home/me/course/exercises/lesson1/words.py", ["lesson1/words"]),
    ],
)
def test_pattern(miniature: Course, pattern: str, keys: list[str]) -> None:
    """An exercise is named by its key, by its lesson, or by a path as a shell completes it."""
    assert [exercise.key for exercise in miniature.match((pattern,))] == keys


def test_several_patterns(miniature: Course) -> None:
    """Patterns are joined, and nothing comes twice; without one it is the whole course."""
    assert [e.key for e in miniature.match(("lesson1/words", "lesson1"))] == ["lesson1/words", *KEYS[:2]]
    assert miniature.match(()) == miniature.exercises


@pytest.mark.parametrize("pattern", ["lesson9", "words", "lesson1/word", "exercises"])
def test_pattern_that_names_nothing(miniature: Course, pattern: str) -> None:
    """A pattern that names nothing is answered with the keys."""
    with pytest.raises(CourseError, match="lesson1/probe"):
        miniature.match((pattern,))


# ---- submissions


def test_submissions(miniature: Course) -> None:
    """An exercise's own submissions go by their kind and name, starter and solution first."""
    found = miniature.submissions(miniature.exercise("lesson2/pipeline"))

    assert [(s.label, s.kind) for s in found] == [
        ("starter", "starter"),
        ("solution", "solution"),
        ("accepted/one_file", "accepted"),
        ("rejected/swallows", "rejected"),
    ]
    assert miniature.submissions(found[0].exercise, "rejected") == found[-1:]


@pytest.mark.parametrize("name", ["__pycache__", ".words.py.swp", ".DS_Store"])
def test_no_submissions(miniature_copy: Course, name: str) -> None:
    """What a tool or an editor leaves in a folder is no submission."""
    exercise = miniature_copy.exercise("lesson1/words")
    before = miniature_copy.submissions(exercise)
    (exercise.suite.parent / "accepted" / name).write_text("", encoding="utf-8")

    assert miniature_copy.submissions(exercise) == before


# ---- paths


@pytest.mark.parametrize(
    ("path", "key", "tree", "kind"),
    [
        ("exercises/lesson1/words.py", "lesson1/words", "exercises", "submission"),
        ("exercises/lesson1/test_sample.py", "lesson1/sample", "exercises", "submission"),
        ("exercises/lesson2/pipeline", "lesson2/pipeline", "exercises", "submission"),
        ("exercises/lesson2/pipeline/steps.py", "lesson2/pipeline", "exercises", "submission"),
        ("solutions/lesson1/words.py", "lesson1/words", "solutions", "solution"),
        ("solutions/lesson2/pipeline/steps.py", "lesson2/pipeline", "solutions", "solution"),
        ("tests/exercises/lesson1/words/test_words.py", "lesson1/words", "suites", "solution"),
        ("tests/exercises/lesson1/words", "lesson1/words", "suites", "solution"),
    ],
)
def test_locate(miniature: Course, path: str, key: str, tree: str, kind: str) -> None:
    """A path in one of the trees belongs to an exercise; the work is the whole file or folder."""
    found = miniature.locate(miniature.root / path)

    assert found is not None
    assert (found.exercise.key, found.tree, found.submission.kind) == (key, tree, kind)
    assert found.submission.path.name == found.exercise.filename


@pytest.mark.parametrize(
    "path",
    [
        "exercises/lesson2/feed.py",
        "exercises/lesson1",
        "tests/exercises/lesson1/words/accepted/by_search.py",
        "course.yml",
        "..",
    ],
)
def test_locate_nothing(miniature: Course, path: str) -> None:
    """A given file, a lesson's folder, a file that proves a suite and what lies outside are nobody's work."""
    assert miniature.locate((miniature.root / path).resolve()) is None


def test_locate_in_a_workspace(miniature: Course, tmp_path: Path) -> None:
    """In a workspace the learner's own file is meant, also where a starter of that name is in the clone."""
    course = Course(miniature.root, tmp_path)
    mine, theirs = (folder / "lesson1" / "words.py" for folder in (course.exercises_dir, course.starters_dir))
    found = [course.locate(path) for path in (mine, theirs)]

    assert [f.submission.path for f in found if f] == [mine, theirs]
    assert course.work(miniature.exercise("lesson1/words")) == mine


@pytest.mark.parametrize(
    ("path", "owned"),
    [
        ("exercises/lesson1/anything.py", True),
        ("solutions/lesson1/words.py", True),
        ("tests/exercises/lesson1/words/accepted/by_search.py", True),
        ("tests/other.py", False),
        ("docs/lesson1/broken.py", False),
    ],
)
def test_owned_paths(miniature: Course, path: str, owned: bool) -> None:
    """Files in the trees are never tests by themselves."""
    assert miniature.owns(miniature.root / path) is owned


# ---- pages, quizzes, plan


def test_pages_and_quizzes(miniature_copy: Course) -> None:
    """Lessons with a page and quizzes come in their natural order."""
    for number in (10, 9):
        page, quiz = miniature_copy.lesson_page(f"lesson{number}"), miniature_copy.quiz_file(f"lesson{number}")
        for path in (page, quiz):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("", encoding="utf-8")

    assert miniature_copy.lesson_keys == ("lesson9", "lesson10")
    assert [path.stem for path in miniature_copy.quiz_files()] == ["lesson9", "lesson10"]
    assert [path.stem for path in miniature_copy.quiz_files(("lesson10",))] == ["lesson10"]


def test_unknown_quiz(miniature: Course) -> None:
    """A lesson without a quiz is answered with the quizzes that there are."""
    with pytest.raises(CourseError, match=r"no quiz `lesson1`[\s\S]*none"):
        miniature.quiz_files(("lesson1",))


def test_plan(miniature: Course) -> None:
    """The plan has title and parts."""
    assert miniature.plan["title"] == "A miniature course"
    assert miniature.plan["parts"][0]["lessons"][2] == "Odd names"


@pytest.mark.parametrize(("text", "line"), [("title: [\n", 2), ("title: a\ntitle: b\n", 2)])
def test_damaged_plan(miniature_copy: Course, text: str, line: int) -> None:
    """A damaged plan is a message with file and line."""
    (miniature_copy.root / COURSE_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"course\.yml") as caught:
        miniature_copy.plan  # noqa: B018

    assert caught.value.line == line


@pytest.mark.parametrize("text", ["", "- a\n"])
def test_empty_plan(miniature_copy: Course, text: str) -> None:
    """A plan that is no mapping is an empty one: the schema says what is wrong with it."""
    (miniature_copy.root / COURSE_FILE).write_text(text, encoding="utf-8")

    assert miniature_copy.plan == {}
