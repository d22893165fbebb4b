"""The command that puts the parts of the contract together."""

from __future__ import annotations

from collections.abc import Callable

from prodready.catalog import Course
from prodready.contract import Options, check
from prodready.model import Exercise

Check = Callable[..., tuple[int, str]]
KEY = "lesson1/words"


def test_sound_course(words: Exercise, checked: Check) -> None:
    """A sound course is called so, with its figures, and the status is 0."""
    status, text = checked()

    assert status == 0, text
    assert "2 checks (2 results), 3 accepted, 4 rejected" in text
    assert text.endswith("sound")


def test_several_problems(words: Exercise, checked: Check) -> None:
    """Each problem is printed, they are counted, and the status is 1."""
    words.starter.write_text("def count(text):\n    return len(text.split())\n", encoding="utf-8")
    (words.suite.parent / "accepted" / "by_parts.py").unlink()
    status, text = checked(KEY)

    assert status == 1
    assert "The starter passes every check." in text
    assert text.endswith("2 to mend")


def test_broken_description_stops_nothing_else(words: Exercise, course: Callable[[], Course], checked: Check) -> None:
    """An exercise that is not described in full is not graded, and the others are."""
    hidden = course().suites_dir / "lesson1" / "other"
    hidden.mkdir()
    hidden.joinpath("exercise.yml").write_text("{title: Other, minutes: 1, level: 1, objective: 1}\n", encoding="utf-8")
    status, text = checked("lesson1")

    assert (status, "The suite of `lesson1/other` is missing." in text) == (1, True)
    assert "lesson1/words        local" in text


def test_equal_problems_are_told_once(words: Exercise, course: Callable[[], Course]) -> None:
    """What two runtimes say alike is one problem."""
    (words.suite.parent / "accepted" / "by_parts.py").unlink()
    printed: list[str] = []
    check(course(), Options(keys=(KEY,), runtimes=("local", "simulated")), printed.append)

    assert sum("has 2 accepted files" in line for line in printed) == 1


def test_verbose(words: Exercise, checked: Check) -> None:
    """With -v an author reads what learners read about starter and rejected files."""
    _, text = checked(KEY, verbose=True)

    assert "---- rejected/counts_gaps\n\n[test_gaps_are_no_words] Two spaces between words are one gap." in text
    assert "---- rejected/no_colon\nThe file cannot be loaded" in text
    assert "---- accepted" not in text


def test_leftovers_of_the_scaffold(words: Exercise, checked: Check) -> None:
    """What still waits for its author is a problem of the whole course, with file and line."""
    words.starter.write_text(f"{words.starter.read_text(encoding='utf-8')}# TODO(author): more\n", encoding="utf-8")
    status, text = checked()

    assert status == 1
    assert "words.py:7: This waits for its author: # TODO(author): more\n  Write it" in text


def test_golden_feedback_is_compared(words: Exercise, checked: Check) -> None:
    """Feedback that differs from what is kept is a problem, until it is blessed."""
    kept = words.suite.parent / "feedback" / "letters.txt"
    kept.write_text("Something else.\n", encoding="utf-8")
    before, text = checked(KEY)
    blessed, _ = checked(KEY, bless=True)

    assert (before, "letters.txt:1: The feedback of `rejected/letters` has changed." in text, blessed) == (1, True, 0)
    assert "Two words are two." in kept.read_text(encoding="utf-8")


def test_unproven_feedback_is_not_blessed(words: Exercise, checked: Check) -> None:
    """As long as a promise is broken, nothing is kept."""
    kept = words.suite.parent / "feedback" / "letters.txt"
    kept.unlink()
    words.starter.write_text("def count(text):\n    return len(text.split())\n", encoding="utf-8")

    assert checked(KEY, bless=True)[0] == 1
    assert not kept.exists()


def test_whole_course_is_judged_without_keys(words: Exercise, checked: Check) -> None:
    """Orphans, schemas and pages are the course's, and are left out when exercises are named."""
    words.starter.with_name("stray.py").write_text("", encoding="utf-8")

    assert checked(KEY)[0] == 0
    status, text = checked()
    assert (status, "stray.py` belongs to no exercise" in text) == (1, True)
