"""`hint`: one more hint at a time, about what does not hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prodready import progress
from prodready.catalog import Course
from prodready.model import CheckResult, Report, Verdict
from prodready.suitefile import CheckSpec, read_suite

Run = Callable[..., tuple[int, str]]
KEY = "lesson1/words"

SUITE = '''
def test_first(learner):
    """The first behaviour is right.

    The pager rang about the first.

    Look here.

    Think of that.
    """


def test_second(learner):
    """The second behaviour is right.

    The pager rang about the second.

    A hint about the second that is so long that it has to be broken into several lines, because nobody reads lines that run over the edge of the terminal.
    """
'''


@pytest.fixture(autouse=True)
def specs(clone: Course) -> tuple[CheckSpec, ...]:
    """A suite with two checks, of two hints and of one."""
    suite = clone.exercise(KEY).suite
    suite.write_text(SUITE, encoding="utf-8")
    return read_suite(suite)


def ran(course: Course, headline: str = "", **verdicts: Verdict) -> None:
    """Record a session."""
    checks = tuple(CheckResult(f"test_{name}", "A title.", verdict) for name, verdict in verdicts.items())
    progress.record(course, [Report(KEY, "yours", checks, headline=headline)])


def test_before_any_run_it_is_the_first_check(clone: Course, run: Run) -> None:
    """Who asks before running anything gets the first hint of the first check, and the command that runs them."""
    _, text = run(clone.root, "hint", KEY)

    assert "The first behaviour is right." in text
    assert "Hint 1 of 2: Look here." in text
    assert "pytest" in text
    assert "Think of that." not in text


def test_failure_has_shown_the_first_hint(clone: Course, run: Run) -> None:
    """After a failure, which shows the first hint, the second one is next."""
    ran(clone, first="failed", second="failed")
    _, text = run(clone.root, "hint", KEY)

    assert "Hint 2 of 2: Think of that." in text


def test_hint_is_about_the_first_check_that_does_not_hold(clone: Course, run: Run) -> None:
    """Checks that hold need no hint."""
    ran(clone, first="passed", second="timed out")

    assert "The second behaviour is right." in run(clone.root, "hint", KEY)[1]


def test_each_call_reveals_one_more(clone: Course, run: Run) -> None:
    """Calling again reveals the next hint, repeats those before it, and says how many are left."""
    first, second = (run(clone.root, "hint", KEY)[1] for _ in range(2))

    assert "Hints left: 1" in first
    assert "Look here." in second
    assert "Think of that." in second
    assert "last hint" in second


def test_after_the_last_hint_the_page_is_named(clone: Course, run: Run) -> None:
    """When no hint is left, the way on is the page and the solution."""
    for _ in range(3):
        _, text = run(clone.root, "hint", KEY)

    assert "index.md" in text
    assert f"prodready solution {KEY}" in text


@pytest.mark.parametrize("name", ["second", "test_second", "test_second[a]", "words.py::test_second"])
def test_a_check_can_be_named(clone: Course, run: Run, name: str) -> None:
    """Any spelling of a check's name will do."""
    assert "The second behaviour is right." in run(clone.root, "hint", KEY, "--check", name)[1]


def test_unknown_check_lists_the_known(clone: Course, run: Run) -> None:
    """A name that is none is answered with those that are."""
    status, text = run(clone.root, "hint", KEY, "--check", "third")

    assert (status, "test_first, test_second" in text) == (2, True)


def test_nothing_to_hint_at(clone: Course, run: Run) -> None:
    """When everything holds, no hint is revealed or counted."""
    ran(clone, first="passed", second="passed")
    status, text = run(clone.root, "hint", KEY)

    assert (status, "held in its last run" in text) == (0, True)
    assert progress.load(clone).of(KEY).hints == {}


def test_file_that_cannot_be_loaded_comes_first(clone: Course, run: Run) -> None:
    """A hint about a check is of no use as long as the file cannot be loaded."""
    ran(clone, headline="SyntaxError", first="not reached", second="not reached")

    assert "mend that first" in run(clone.root, "hint", KEY)[1]


def test_long_hints_are_wrapped(clone: Course, run: Run) -> None:
    """No line is wider than 96 columns."""
    _, text = run(clone.root, "hint", KEY, "--check", "second")

    assert max(map(len, text.splitlines())) <= 96


@pytest.mark.parametrize("name", ["lesson1/words", "exercises/lesson1/words.py", "lesson1/words.py"])
def test_exercise_can_be_named_by_its_path(clone: Course, run: Run, name: str) -> None:
    """What tab completion types is understood."""
    assert run(clone.root, "hint", name)[0] == 0


def test_ambiguous_name_lists_the_keys(clone: Course, run: Run) -> None:
    """A name that two lessons use is answered with both keys."""
    status, text = run(clone.root, "hint", "words")

    assert (status, "lesson1/words, lesson2/words" in text) == (2, True)


def test_misspelt_name_gets_a_suggestion(clone: Course, run: Run) -> None:
    """A typing mistake is answered with what was probably meant."""
    assert "Did you mean lesson2/pipeline?" in run(clone.root, "hint", "piepline")[1]
