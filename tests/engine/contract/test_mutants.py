"""Machine-made changes of a solution: which are made, and what is said of those that live."""

from __future__ import annotations

import builtins
from collections.abc import Callable

import pytest

from prodready.catalog import Course
from prodready.contract import mutants, mutation
from prodready.contract.grade import pools
from prodready.contract.mutants import Tally
from prodready.contract.mutation import Mutant, make_mutants
from prodready.errors import CourseError, MissingExtra
from prodready.model import Exercise

One = Callable[[list[CourseError]], CourseError]
LISTED = """survivors:
  - mutant: "Op line 5: x = 1"
    kind: equivalent
    reason: It is the same.
"""


def lines(source: str) -> set[int]:
    """The lines that mutants change."""
    return {int(mutant.name.split(" line ")[1].partition(":")[0]) for mutant in make_mutants(source)}


def test_mutants_of_a_file() -> None:
    """Each change of a number, a comparison or an operator is a mutant, named by operator, line and changed text."""
    names = [mutant.name for mutant in make_mutants("def f(a):\n    return a < 3\n")]

    assert "ReplaceComparisonOperator_Lt_GtE line 2: return a >= 3" in names
    assert "NumberReplacer line 2: return a < 4" in names
    assert len(names) == len(set(names))


def test_equal_changes_are_made_once() -> None:
    """Two operators that make the same change make one mutant."""
    sources = [mutant.source for mutant in make_mutants("def f(a):\n    return a == 0 and not a\n")]

    assert len(sources) == len(set(sources))


def test_same_name_twice() -> None:
    """Two changes of one line that read alike are told apart by a number."""
    names = [mutant.name for mutant in make_mutants("x = [\n    1,\n    1,\n]\ny = 1 + 1\n")]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "source",
    [
        "def f(a: int | None) -> int | None:\n    return a\n",
        "class A:\n    a: int | None\n",
        "def f(a, *, b):\n    return a, b\n",
        "async def f(*, a: int | None = None) -> None | int:\n    return a\n",
    ],
)
def test_nothing_that_no_run_can_tell(source: str) -> None:
    """Annotations and the bare `*` of a signature are not changed."""
    assert make_mutants(source) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"""One."""\n', '"""Two."""\n'),
        ('def f():\n    """One."""\n    return 1\n', 'def f():\n    """Two."""\n    return 1\n'),
        ('class A:\n    """One."""\n', 'class A:\n    """Two."""\n'),
        ('async def f():\n    """One."""\n', "async def f():\n    pass\n"),
        ('log.warning("one", x)\n', 'log.warning("two", x)\n'),
    ],
)
def test_texts_for_people(before: str, after: str) -> None:
    """Docstrings and the texts of log calls do not make two programs differ."""
    assert mutation._essence(before) == mutation._essence(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('log.warning("one", x)\n', 'log.warning("one", y)\n'),
        ('print("one")\n', 'print("two")\n'),
        ("def f(a=1): pass\n", "def f(a=2): pass\n"),
        ("def f():\n    1\n", "def f():\n    2\n"),
    ],
)
def test_what_a_run_can_tell(before: str, after: str) -> None:
    """Arguments, printed texts, defaults and values make two programs differ."""
    assert mutation._essence(before) != mutation._essence(after)


def test_surviving_mutant(words: Exercise, checked: Callable[..., tuple[int, str]]) -> None:
    """A mutant that no check notices is reported with file, line and changed text; the others are killed."""
    words.solution.write_text("def count(text):\n    return len(text.split()) + 0\n", encoding="utf-8")
    status, text = checked("lesson1/words", mutants=True)

    assert status == 1
    assert "ReplaceBinaryOperator_Add_Sub line 2: return len(text.split()) - 0" in text
    assert f"{words.solution}:2: No check of `lesson1/words` notices the mutant" in text
    assert "NumberReplacer" not in text
    assert " mutants, " in text


def test_folder_has_no_mutants(miniature: Course) -> None:
    """Solutions that are folders, or no Python, are left alone."""
    with pools() as pool_of:
        (tally,) = mutants.tallies(miniature, [miniature.exercise("lesson2/pipeline")], pool_of)

    assert (tally.total, tally.survivors) == (0, ())


def test_mutants_are_remembered(words: Exercise, course: Callable[[], Course], monkeypatch: pytest.MonkeyPatch) -> None:
    """The mutants of a solution that has not changed are not made again; those of another are."""
    made: list[str] = []

    def make(source: str) -> tuple[Mutant, ...]:
        made.append(source)
        return (Mutant("Op line 2: x", "def count(text):\n    return 0\n"),)

    monkeypatch.setattr(mutants, "make_mutants", make)
    for cached in (True, True, False):
        with pools() as pool_of:
            (tally,) = mutants.tallies(course(), [words], pool_of, cached=cached)
        assert (tally.total, tally.killed) == (1, 1)
    words.solution.write_text("def count(text):\n    return 1\n", encoding="utf-8")
    with pools() as pool_of:
        mutants.tallies(course(), [words], pool_of)

    assert len(made) == 3


def test_listed_survivor(words: Exercise, course: Callable[[], Course]) -> None:
    """A survivor that a person has reviewed is no problem."""
    list_survivor(words)
    exercise = course().exercise("lesson1/words")

    assert mutants.violations(Tally(exercise, 100, ("Op line 5: x = 1",))) == []


def test_listed_survivor_that_dies(words: Exercise, course: Callable[[], Course], one: One) -> None:
    """A listed survivor that dies has to be taken off the list, whose line is named."""
    line = list_survivor(words)
    exercise = course().exercise("lesson1/words")
    problem = one(mutants.violations(Tally(exercise, 100, ())))

    assert problem.message == "The listed survivor `Op line 5: x = 1` dies."
    assert (problem.path, problem.line) == (words.suite.parent / "exercise.yml", line)


def list_survivor(exercise: Exercise) -> int:
    """Write one into the description; its line."""
    described = exercise.suite.parent / "exercise.yml"
    text = described.read_text(encoding="utf-8")
    described.write_text(text + LISTED, encoding="utf-8")
    return text.count("\n") + 2


@pytest.mark.parametrize(("total", "found"), [(20, 0), (19, 1)])
def test_too_many_survivors(words: Exercise, course: Callable[[], Course], total: int, found: int) -> None:
    """At most one mutant in twenty may live, reviewed or not."""
    list_survivor(words)
    problems = mutants.violations(Tally(course().exercise("lesson1/words"), total, ("Op line 5: x = 1",)))

    assert [p.message for p in problems] == ["1 of 19 mutants of `lesson1/words` live; at most 0 may."] * found


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cosmic-ray the command says what to install."""
    real = builtins.__import__

    def without(name: str, *args: object, **kwargs: object) -> object:
        if name.startswith("cosmic_ray"):
            raise ModuleNotFoundError(name)
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"\.\[author\]"):
        make_mutants("x = 1\n")
