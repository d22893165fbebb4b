"""What is missing, left over, or wrongly described, without running anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodready.catalog import Course
from prodready.contract import trees
from prodready.errors import CourseError
from prodready.model import Exercise

One = Callable[[list[CourseError]], CourseError]
Read = Callable[[], Course]

CHECK = '''@pytest.mark.needs("threads")
def test_more(learner):
    """Title.

    Symptom.

    Hint.
    """
'''


@pytest.fixture
def described(course: Read) -> Callable[[], list[CourseError]]:
    """The problems of the exercise as it is by now."""
    return lambda: trees.described(course().exercise("lesson1/words"))


def append(path: Path, text: str) -> int:
    """Add to a file; the line that it begins on."""
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    return before.count("\n") + 1


def test_sound_exercise(words: Exercise, course: Read, described: Callable[[], list[CourseError]]) -> None:
    """What is described in full has no problem, and nothing is left over."""
    assert described() == []
    assert trees.orphans(course()) == []


@pytest.mark.parametrize(
    "name",
    [
        "exercises/lesson1/stray.py",
        "exercises/stray.py",
        "solutions/lesson1/stray.py",
        "solutions/stray.py",
        "tests/exercises/lesson1/stray",
        "tests/exercises/stray.py",
        "tests/exercises/lesson1/words/acepted",
        "tests/exercises/lesson1/words/helpers.py",
    ],
)
def test_orphan(words: Exercise, course: Read, one: One, name: str) -> None:
    """A file or folder that belongs to no exercise is named, in each tree."""
    path = course().root / name
    path.write_text("", encoding="utf-8") if path.suffix else path.mkdir()
    problem = one(trees.orphans(course()))

    assert problem.message == f"`{name}` belongs to no exercise."
    assert problem.path == path


@pytest.mark.parametrize("name", [".words.py.swp", "__pycache__", "README.md", "wheelhouse"])
def test_files_of_editors_and_tools(words: Exercise, course: Read, name: str) -> None:
    """What an editor or a tool leaves beside a starter is no orphan."""
    words.starter.with_name(name).write_text("", encoding="utf-8")

    assert trees.orphans(course()) == []


def test_given_file_is_no_orphan(miniature: Course) -> None:
    """A file that comes with an exercise lies beside its starter."""
    assert trees.orphans(miniature) == []


@pytest.mark.parametrize("what", ["starter", "solution", "suite"])
def test_missing_file(words: Exercise, one: One, described: Callable[[], list[CourseError]], what: str) -> None:
    """Starter, solution and suite are needed."""
    path: Path = getattr(words, what)
    path.unlink()
    problem = one(described())

    assert problem.message == f"The {what} of `lesson1/words` is missing."
    assert problem.path == path


def test_missing_given_file(words: Exercise, one: One, described: Callable[[], list[CourseError]]) -> None:
    """A file that the description promises must be there."""
    append(words.suite.parent / "exercise.yml", "given: [feed.py]\n")

    assert one(described()).message == "The given file `feed.py` of `lesson1/words` is missing."


def test_name_of_a_standard_module(words: Exercise, course: Read, one: One) -> None:
    """An exercise that would shadow a module of the standard library has to be renamed."""
    for path in (words.starter, words.solution):
        path.rename(path.with_name("json.py"))
    words.suite.rename(words.suite.with_name("test_json.py"))
    words.suite.parent.rename(words.suite.parents[1] / "json")
    problem = one(trees.described(course().exercise("lesson1/json")))

    assert problem.message == "`lesson1/json` has the name of a standard module."


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("Title.", f"{'T' * 70}.", "The name of `test_more` has 71 characters."),
        ("Title.", "Title", "The name of `test_more` is no sentence."),
        ("    Symptom.\n\n    Hint.\n", "", "`test_more` names no symptom."),
        ("    Hint.\n", "", "`test_more` has no hints."),
        ('"threads"', '"thread"', "`test_more` needs `thread`, which is unknown."),
    ],
)
def test_rule_of_docstrings(
    words: Exercise, described: Callable[[], list[CourseError]], old: str, new: str, fact: str
) -> None:
    """Each paragraph of a check's docstring has its rule; a breach is named with the line of the function."""
    line = append(words.suite, CHECK.replace(old, new)) + 1
    problem = described()[0]

    assert (problem.message, problem.path, problem.line) == (fact, words.suite, line)
    assert problem.hint


def test_too_few_checks_for_a_browser(words: Exercise, one: One, described: Callable[[], list[CourseError]]) -> None:
    """If most checks need what a browser lacks, the description says why."""
    for name in "abc":
        append(words.suite, CHECK.replace("more", name))
    problem = one(described())

    assert problem.message == "Fewer than half of the checks of `lesson1/words` run in a browser."
    assert "browser:" in problem.hint


def test_reason_for_few_checks(words: Exercise, described: Callable[[], list[CourseError]]) -> None:
    """With a reason it may be so."""
    for name in "abc":
        append(words.suite, CHECK.replace("more", name))
    append(words.suite.parent / "exercise.yml", "browser: Its checks start threads.\n")

    assert described() == []


def test_suite_without_checks(words: Exercise, one: One, described: Callable[[], list[CourseError]]) -> None:
    """A suite has checks."""
    words.suite.write_text('"""Nothing."""\n', encoding="utf-8")

    assert one(described()).message == "The suite of `lesson1/words` has no checks."


@pytest.mark.parametrize(
    ("what", "fact"), [("suite", "The suite is not Python"), ("solution", "The solution is not Python")]
)
def test_file_that_is_not_python(
    words: Exercise, one: One, described: Callable[[], list[CourseError]], what: str, fact: str
) -> None:
    """A suite or a solution with a syntax error is named with its line."""
    path: Path = getattr(words, what)
    line = append(path, "def (\n")
    problem = one(described())

    assert problem.message.startswith(fact)
    assert (problem.path, problem.line) == (path, line)


def test_solution_in_another_language(words: Exercise, described: Callable[[], list[CourseError]]) -> None:
    """A solution that is no Python file is not read as one."""
    for path in (words.starter, words.solution):
        path.with_name("Dockerfile").write_text("FROM scratch\n", encoding="utf-8")
    append(words.suite.parent / "exercise.yml", "file: Dockerfile\n")

    assert described() == []


@pytest.mark.parametrize("call", ['learner.call("cuont", "a")', 'learner.limit(2).call("cuont")'])
def test_name_that_the_solution_lacks(
    words: Exercise, one: One, described: Callable[[], list[CourseError]], call: str
) -> None:
    """A name that the suite calls and the solution lacks is a typing mistake, and has a line."""
    line = append(words.suite, f"    {call}\n")
    problem = one(described())

    assert problem.message == "The solution has no `cuont`."
    assert (problem.path, problem.line) == (words.suite, line)


@pytest.mark.parametrize(
    "definition",
    [
        "cuont = count",
        "cuont: object = count",
        "one, cuont = 1, count",
        "class cuont: pass",
        "async def cuont(): pass",
        "from os import path as cuont",
        "import cuont",
        "if count:\n    def cuont(): pass",
        "try:\n    import cuont\nexcept ImportError:\n    cuont = None",
    ],
)
def test_name_that_the_solution_has(
    words: Exercise, described: Callable[[], list[CourseError]], definition: str
) -> None:
    """Whatever a module defines when it is imported can be called."""
    append(words.suite, '    learner.call("cuont")\n')
    append(words.solution, f"\n\n{definition}\n")

    assert described() == []


def test_local_names_are_not_defined(words: Exercise, described: Callable[[], list[CourseError]]) -> None:
    """What a function defines inside itself cannot be called."""
    append(words.suite, '    learner.call("cuont")\n')
    append(words.solution, "\n\ndef other():\n    cuont = 1\n")

    assert len(described()) == 1
