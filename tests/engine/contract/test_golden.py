"""The feedback of rejected files: kept, compared, and free of the suite's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prodready.contract import golden
from prodready.errors import CourseError
from prodready.model import CheckResult, Exercise, Report, Submission

One = Callable[[list[CourseError]], CourseError]
FAILED = CheckResult(
    "test_a", "A title.", "failed", "The pager rings.", "2", "3", "words.py, line 2: return 3", "", ("Look.",)
)


@pytest.fixture
def graded(words: Exercise) -> list[tuple[Submission, Report]]:
    """One rejected file, whose feedback is kept; no other is."""
    path = words.suite.parent / "rejected" / "letters.py"
    checks = CheckResult("test_b", "Another title.", "passed"), FAILED
    pair = Submission(words, path, "rejected/letters", "rejected"), Report(words.key, "rejected/letters", checks)
    for kept in (words.suite.parent / "feedback").iterdir():
        kept.unlink()
    golden.bless([pair])
    return [pair]


def test_kept_feedback(words: Exercise, graded: list[tuple[Submission, Report]]) -> None:
    """What is kept is what a learner reads, and equals itself."""
    text = golden.golden_path(graded[0][0]).read_text(encoding="utf-8")

    assert golden.violations(words, graded) == []
    assert text.startswith("[test_a]\nA title.\n\n")
    assert text.endswith("Look.\n")


def test_missing(words: Exercise, graded: list[tuple[Submission, Report]], one: One) -> None:
    """Feedback that is not kept is told with the command that keeps it."""
    golden.golden_path(graded[0][0]).unlink()
    problem = one(golden.violations(words, graded))

    assert problem.message == "The feedback of `letters` is not kept."
    assert "prodready check lesson1/words --bless" in problem.hint


def test_changed(words: Exercise, graded: list[tuple[Submission, Report]], one: One) -> None:
    """Feedback that differs from what is kept is told with the first line that does."""
    path = golden.golden_path(graded[0][0])
    path.write_text(path.read_text(encoding="utf-8").replace("The pager", "A pager"), encoding="utf-8")
    problem = one(golden.violations(words, graded))

    assert problem.message == "The feedback of `rejected/letters` has changed."
    assert (problem.path, problem.line) == (path, 4)


def test_other_python(
    words: Exercise, graded: list[tuple[Submission, Report]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a Python with other words the rules hold, but not the wording."""
    golden.golden_path(graded[0][0]).write_text("Other words.\n", encoding="utf-8")
    monkeypatch.setattr(golden, "GOLDEN_PYTHON", (3, 0))

    assert golden.violations(words, graded) == []


def test_blessing_on_another_python(graded: list[tuple[Submission, Report]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Feedback is written on the Python whose words are kept, and nowhere else."""
    monkeypatch.setattr(golden, "GOLDEN_PYTHON", (3, 0))
    with pytest.raises(CourseError, match=r"words of Python 3\.0"):
        golden.bless(graded)


def test_orphan(words: Exercise, graded: list[tuple[Submission, Report]], one: One) -> None:
    """Feedback without a rejected file is left over."""
    path = golden.golden_path(graded[0][0]).with_name("gone.txt")
    path.write_text("Gone.\n", encoding="utf-8")
    problem = one(golden.violations(words, graded))

    assert (problem.message, problem.path) == ("This feedback belongs to no rejected file.", path)


def test_accepted_files_have_no_feedback(words: Exercise, graded: list[tuple[Submission, Report]]) -> None:
    """Only what is rejected has feedback to keep."""
    accepted = Submission(words, words.solution, "accepted/x", "accepted"), graded[0][1]

    assert golden.violations(words, [*graded, accepted]) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("assert it", "the word `assert`"),
        ("see tests/exercises", "the path of a suite"),
        (r"see tests\exercises", "the path of a suite"),
        ("in test_words.py", "the name of a suite"),
        ("outcome.value", "an expression of a suite"),
    ],
)
def test_leak(words: Exercise, graded: list[tuple[Submission, Report]], one: One, text: str, what: str) -> None:
    """Feedback that shows the suite is refused, also when it is kept."""
    submission, _ = graded[0]
    leaky = Report(words.key, submission.label, (CheckResult("test_a", "A title.", "failed", observed=text),))
    golden.bless([(submission, leaky)])
    problem = one(golden.violations(words, [(submission, leaky)]))

    assert problem.message == f"The feedback shows {what}."


@pytest.mark.parametrize(
    ("one_run", "another"),
    [
        ("127.0.0.1:4711", "127.0.0.1:815"),
        ("port=4711", "port=815"),
        ("at 0x7f00aa11", "at 0x7f00bb22"),
        ("after 0.4127 s", "after 0.4131 s"),
        ("/tmp/check-ab12cd34/x", "/tmp/check-zz99yy88/x"),
    ],
)
def test_what_differs_between_runs(one_run: str, another: str) -> None:
    """Ports, addresses of objects, times and temporary folders do not make feedback differ."""
    first, second = (
        golden.feedback(Report("k", "l", (CheckResult("test_a", "T.", "failed", observed=text),)))
        for text in (one_run, another)
    )

    assert first == second


def test_file_that_cannot_be_loaded(words: Exercise) -> None:
    """Of a file that cannot be loaded the feedback is that, and nothing else."""
    report = Report(
        words.key, "l", (CheckResult("test_a", "T.", "not reached"),), "It cannot be loaded.", "words.py, line 1"
    )

    assert golden.feedback(report) == "It cannot be loaded.\n  your line  words.py, line 1\n"
