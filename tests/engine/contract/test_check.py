"""The command that puts the parts of the contract together."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from prodready.catalog import Course
from prodready.contract import Options, check
from prodready.grading.cache import run_cached
from prodready.model import Exercise, Report, Submission, Verdict

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


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Verdict], list[dict[str, Any]]]:
    """Lets a machine that is at its limit give every check of one submission a verdict, as long as it grades many at once."""

    def spoil(label: str, verdict: Verdict) -> list[dict[str, Any]]:
        runs: list[dict[str, Any]] = []

        def run(course: Course, submissions: Sequence[Submission], runtime: str, **options: Any) -> list[Report]:
            runs.append(options | {"labels": [s.label for s in submissions]})
            reports = run_cached(course, submissions, runtime, **options)
            if options.get("jobs") == 1:
                return reports
            return [
                replace(report, headline="", checks=tuple(replace(c, verdict=verdict) for c in report.checks))
                if report.label == label
                else report
                for report in reports
            ]

        monkeypatch.setattr(sys.modules["prodready.contract.grade"], "run_cached", run)
        return runs

    return spoil


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("solution", "failed"),
        ("rejected/letters", "passed"),
        ("rejected/no_colon", "passed"),
        ("rejected/letters", "error"),
    ],
)
def test_surprise_is_graded_once_more(
    words: Exercise, checked: Check, busy: Callable[..., list[dict[str, Any]]], label: str, verdict: Verdict
) -> None:
    """A right file that fails, and a wrong one that passes, are graded again, alone, before that counts."""
    runs = busy(label, verdict)
    status, text = checked(KEY)

    assert status == 0, text
    assert [run.get("jobs") for run in runs] == [None, 1]
    assert runs[1]["cached"] is False


def test_wrong_folder_that_passes_is_graded_once_more(
    words: Exercise, checked: Check, busy: Callable[..., list[dict[str, Any]]]
) -> None:
    """A wrong answer that is a folder says what it fails in a file of its own; its pass surprises just the same."""
    wrong = words.suite.parent / "rejected" / "letters.py"
    text = wrong.read_text(encoding="utf-8")
    wrong.unlink()
    wrong.with_suffix("").mkdir()
    (wrong.with_suffix("") / "__init__.py").write_text(text, encoding="utf-8")
    runs = busy("rejected/letters", "passed")

    assert "is not rejected by" not in checked(KEY)[1]
    assert len(runs) == 2


def test_only_what_surprises_is_graded_once_more(
    words: Exercise, checked: Check, busy: Callable[..., list[dict[str, Any]]]
) -> None:
    """The other submissions of the exercise keep their reports."""
    runs = busy("solution", "failed")
    checked(KEY)

    assert [run["labels"] for run in runs][1] == ["solution"]


def test_mutants_and_runtimes_at_once(words: Exercise, checked: Check) -> None:
    """With several runtimes and mutants everything is told, runtime by runtime."""
    status, text = checked(KEY, runtimes=("local", "split", "simulated"), mutants=True)
    kinds = [line.split()[1] for line in text.splitlines() if line.startswith(KEY)]

    assert (status, kinds) == (0, ["local", "split", "simulated", "mutants"]), text


def test_missing_file_is_not_graded_away(words: Exercise, checked: Check, busy: Callable[..., Any]) -> None:
    """A problem that is about no verdict costs no second run."""
    (words.suite.parent / "accepted" / "by_parts.py").unlink()
    runs = busy("nobody", "passed")

    assert checked(KEY)[0] == 1
    assert len(runs) == 1


def needy(path: Path) -> None:
    """Let a file say that it needs threads."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nfails:", "\nneeds: threads\nfails:", 1), encoding="utf-8")


def test_file_that_needs_what_a_runtime_lacks(words: Exercise, course: Callable[[], Course], checked: Check) -> None:
    """A file that needs threads is judged where there are some, and elsewhere its promises are taken for granted."""
    for path in (words.suite.parent / "rejected").glob("*.py"):
        needy(path)
    printed: list[str] = []
    status = check(course(), Options(keys=(KEY,), runtimes=("local", "simulated"), bless=True), printed.append)

    assert status == 0, printed
    assert "local      2 checks (2 results), 3 accepted, 4 rejected" in printed[0]
    assert "simulated  2 checks (2 results), 3 accepted, 0 rejected" in printed[1]


def test_need_that_is_unknown(words: Exercise, checked: Check) -> None:
    """An unknown need is a problem of the exercise, which is not graded then."""
    wrong = words.suite.parent / "rejected" / "letters.py"
    needy(wrong)
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("needs: threads", "needs: luck"), encoding="utf-8")
    status, text = checked(KEY)

    assert (status, "`letters.py` needs `luck`, which is unknown." in text) == (1, True)
