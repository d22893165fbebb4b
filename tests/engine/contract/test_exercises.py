"""What a course's own submissions must prove; each test breaks one promise of a sound exercise."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from prodready.contract import exercises
from prodready.errors import CourseError
from prodready.model import CheckResult, Exercise, Report, Submission, Verdict

Judge = Callable[[], list[CourseError]]
One = Callable[[list[CourseError]], CourseError]

RIGHT = "def count(text):\n    return len(text.split())\n"
WRONG = "def count(text):\n    return len(text)\n"


def edit(exercise: Exercise, name: str, old: str, new: str) -> None:
    """Change a file beside the suite; the change must apply."""
    path = exercise.suite.parent / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def put(exercise: Exercise, name: str, text: str) -> None:
    (exercise.suite.parent / name).write_text(text, encoding="utf-8")


def test_sound_exercise(words: Exercise, judged: Judge) -> None:
    """An exercise that keeps its promises has no problem."""
    assert judged() == []


def test_starter_that_passes(words: Exercise, judged: Judge, one: One) -> None:
    """A starter with nothing left to do is named."""
    words.starter.write_text(RIGHT, encoding="utf-8")
    problem = one(judged())

    assert problem.message == "The starter passes every check."
    assert problem.path == words.starter


def test_starter_that_cannot_be_loaded(words: Exercise, judged: Judge, one: One) -> None:
    """A starter must import cleanly: a learner's first report is about behaviour."""
    words.starter.write_text("def count(text)\n", encoding="utf-8")
    problem = one(judged())

    assert "cannot be loaded" in problem.message
    assert "SyntaxError" in problem.message


def test_solution_that_fails(words: Exercise, judged: Judge, one: One) -> None:
    """A solution that a check rejects is reported with the feedback that a learner would read."""
    words.solution.write_text(WRONG, encoding="utf-8")
    problem = one(judged())

    assert problem.message == "The solution is rejected by `test_gaps_are_no_words`, `test_two_words`."
    assert "Two words are two." in problem.hint
    assert "expected" in problem.hint


def test_solution_that_cannot_be_loaded(words: Exercise, judged: Judge, one: One) -> None:
    """A solution that cannot be imported is reported with the error and nothing else."""
    words.solution.write_text("import nosuch\n", encoding="utf-8")
    problem = one(judged())

    assert "No module named 'nosuch'" in problem.message
    assert problem.path == words.solution


def test_accepted_file_that_fails(words: Exercise, judged: Judge, one: One) -> None:
    """An accepted file that a check rejects is a fault of the file or of the suite."""
    put(words, "accepted/by_parts.py", "def count(text):\n    return text.count(' ') + 1\n")
    problem = one(judged())

    assert problem.message == "The accepted file `accepted/by_parts` is rejected by `test_gaps_are_no_words`."
    assert "suite is wrong" in problem.hint


def test_rejected_file_that_passes(words: Exercise, judged: Judge, one: One) -> None:
    """A rejected file that passes says which check should have noticed."""
    put(words, "rejected/letters.py", f'"""Right.\n\nfails: test_two_words\n"""\n\n\n{RIGHT}')
    problem = one(judged())

    assert problem.message == "It is not rejected by `test_two_words`."
    assert problem.line == 3


def test_rejected_file_that_fails_elsewhere(words: Exercise, judged: Judge, one: One) -> None:
    """A check that rejects a file without being named is reported with its feedback."""
    edit(words, "rejected/letters.py", ", test_gaps_are_no_words", "")
    problem = one(judged())

    assert problem.message == "It is also rejected by `test_gaps_are_no_words`."
    assert "Two spaces between words are one gap." in problem.hint


def test_unknown_check(words: Exercise, judged: Judge, one: One) -> None:
    """A rejected file may only name checks of its suite."""
    edit(words, "rejected/letters.py", "fails: ", "fails: test_nothing, ")
    problem = one(judged())

    assert problem.message == "It names unknown checks: `test_nothing`."
    assert problem.line == 3


@pytest.mark.parametrize("line", ["", "fails:", "Fails: test_two_words"])
def test_rejected_file_without_fails(words: Exercise, judged: Judge, one: One, line: str) -> None:
    """A rejected file that names no check is told how to."""
    edit(
        words, "rejected/letters.py", "fails: test_two_words, test_gaps_are_no_words", f"{line}\n\nsays: test_two_words"
    )
    problem = one(judged())

    assert "does not say which checks it fails" in problem.message
    assert "fails: test_drip" in problem.hint


def test_feedback_without_the_promised_words(words: Exercise, judged: Judge, one: One) -> None:
    """Words that `says:` promises must occur in the feedback."""
    edit(words, "rejected/counts_gaps.py", "says: 3", "says: 33 words")
    problem = one(judged())

    assert problem.message == "The feedback never says `33 words`."


def test_words_about_a_file_that_cannot_be_loaded(words: Exercise, judged: Judge, one: One) -> None:
    """What `says:` promises holds for a file that cannot be loaded as well."""
    edit(words, "rejected/no_colon.py", "fails: all", "fails: all\nsays: TypeError")

    assert one(judged()).message == "The feedback never says `TypeError`."


def test_fails_all_that_loads(words: Exercise, judged: Judge, one: One) -> None:
    """`fails: all` is for files that cannot be loaded."""
    edit(words, "rejected/letters.py", "fails: test_two_words, test_gaps_are_no_words", "fails: all")

    assert one(judged()).message == "It can be loaded."


def test_rejected_file_that_cannot_be_loaded(words: Exercise, judged: Judge, one: One) -> None:
    """A rejected file that fails at its import instead of in a check says so."""
    edit(words, "rejected/letters.py", "return len(text)", "return len(text")
    problem = one(judged())

    assert "cannot be loaded" in problem.message
    assert "fails: all" in problem.hint


@pytest.mark.parametrize(("kind", "least"), [("accepted", 3), ("rejected", 4)])
def test_too_few_files(words: Exercise, judged: Judge, one: One, kind: str, least: int) -> None:
    """Three right and four wrong files are the least that prove a suite."""
    name = {"accepted": "by_parts", "rejected": "letters"}[kind]
    (words.suite.parent / kind / f"{name}.py").unlink()
    problem = one(judged())

    assert problem.message == f"`lesson1/words` has {least - 1} {kind} files."
    assert f"at least {least}" in problem.hint


def test_no_evidence_at_all(words: Exercise, judged: Judge) -> None:
    """Without the folders the counts are nought."""
    for kind in ("accepted", "rejected"):
        shutil.rmtree(words.suite.parent / kind)

    assert [p.message for p in judged()] == [
        f"`lesson1/words` has 0 {kind} files." for kind in ("accepted", "rejected")
    ]


def test_check_that_nobody_fails(words: Exercise, judged: Judge, one: One) -> None:
    """A check that no rejected file fails is named with its line."""
    check = '\n\ndef test_idle(learner):\n    """T.\n\n    S.\n\n    H.\n    """\n    learner.load()\n'
    put(words, "test_words.py", words.suite.read_text(encoding="utf-8") + check)
    problem = one(judged())

    assert problem.message == "No rejected file fails `test_idle`."
    assert problem.line == len(words.suite.read_text(encoding="utf-8").splitlines()) - 7


def test_check_that_breaks(words: Exercise, judged: Judge) -> None:
    """A check that breaks is the suite's fault, whatever the submission is."""
    edit(
        words,
        "test_words.py",
        '    assert learner.call("count", f"{values.word()} {',
        '    learner.values\n    assert learner.call("count", f"{values.word()} {',
    )
    problems = judged()

    assert {p.path for p in problems} == {words.suite}
    assert "`test_two_words` itself breaks on `starter`: AttributeError" in problems[0].message


def graded(exercise: Exercise, kind: str, *verdicts: Verdict) -> list[tuple[Submission, Report]]:
    """A report of checks with these verdicts, as a machine without some of what they need would write it."""
    checks = tuple(CheckResult(f"test_{n}", "T.", verdict) for n, verdict in enumerate(verdicts))
    path = exercise.suite.parent / "rejected" / "letters.py"
    return [(Submission(exercise, path, kind, kind), Report(exercise.key, kind, checks))]  # type: ignore[arg-type]


def test_nothing_can_be_run_here(words: Exercise) -> None:
    """Where no check can run, a right file is neither accepted nor rejected."""
    messages = [p.message for p in exercises.violations(words, graded(words, "accepted", "not run here"))]

    assert not [m for m in messages if "is rejected" in m]


def test_check_that_is_not_run_here(words: Exercise) -> None:
    """A check that cannot run here is neither missed nor unneeded."""
    edit(words, "rejected/letters.py", "fails: test_two_words, test_gaps_are_no_words", "fails: test_0, test_1")
    found = exercises.violations(words, graded(words, "rejected", "failed", "not run here"))

    assert not [p.message for p in found if "test_1" in p.message]
