"""`grading.run`: exactly one report for each submission, whatever becomes of the worker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prodready.catalog import Course
from prodready.grading import GradingError, run
from prodready.grading import process as grading_process
from prodready.model import Exercise, Report, Submission

Work = Callable[[str, str], Submission]

RIGHT = "return len(text.split())"
WRONG = "return 0"
DIES = 'ctypes.pythonapi.Py_FatalError(b"gone")'
SILENT = 're.match("(a+)+$", "a" * 60 + "b")  # the interpreter is not let go'
RUNAWAY = "while True:\n        try:\n            while True: text.split()\n        except BaseException: pass"


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[grading_process.Worker]:
    """Every worker that is started."""
    started: list[grading_process.Worker] = []
    real = grading_process.Worker.__init__

    def init(self: grading_process.Worker, *args: object) -> None:
        started.append(self)
        real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(grading_process.Worker, "__init__", init)
    return started


def verdicts(report: Report) -> list[str]:
    return [check.verdict for check in report.checks]


def test_nothing_to_do(workers: list[grading_process.Worker]) -> None:
    """Without submissions no worker is started."""
    assert run([]) == []
    assert workers == []


@pytest.mark.parametrize("jobs", [1, 3])
def test_one_report_for_each_in_order(work: Work, workers: list[grading_process.Worker], jobs: int) -> None:
    """Reports come in the order of the submissions, however many workers share them."""
    submissions = [work(f"s{n}", RIGHT if n % 2 else WRONG) for n in range(9)]
    reports = run(submissions, jobs=jobs)

    assert [(r.label, r.accepted) for r in reports] == [(f"s{n}", bool(n % 2)) for n in range(9)]
    assert len(workers) == 3


def test_exercises_may_be_mixed(miniature_copy: Course) -> None:
    """Submissions to several exercises are told apart, also by equal labels."""
    exercises = [miniature_copy.exercise(key) for key in ("lesson2/words", "lesson1/words", "lesson2/hooks")]
    submissions = [s for e in exercises for s in miniature_copy.submissions(e, "starter", "solution")]
    reports = run(submissions)

    assert [(r.key, r.accepted) for r in reports] == [(e.key, right) for e in exercises for right in (False, True)]


def test_worker_that_dies_in_a_check(work: Work, workers: list[grading_process.Worker]) -> None:
    """Code that crashes the process fails the check that it was at; the others go on in a new worker."""
    lost, right = run([work("dies", DIES), work("right", RIGHT)])

    assert verdicts(lost) == ["failed", "not reached"]
    assert lost.checks[0].observed == "it ended the whole process"
    assert (lost.checks[0].symptom, lost.checks[0].hints) == ("The invoice is wrong.", ("Count again.",))
    assert (right.accepted, len(workers)) == (True, 2)


def test_checks_before_the_crash_are_kept(work: Work) -> None:
    """What was judged before the process died stays judged."""
    (lost,) = run([work("late", f'if text.endswith(" b"): {DIES}\n    {RIGHT}')])

    assert verdicts(lost) == ["passed", "failed"]


def test_worker_that_dies_at_the_import(work: Work) -> None:
    """Code that crashes the process when it is imported cannot be loaded."""
    submission = work("dies", RIGHT)
    submission.path.write_text(f"import ctypes\n{DIES}\n", encoding="utf-8")
    (lost,) = run([submission])

    assert lost.headline == "The file cannot be loaded: it ended the whole process"
    assert verdicts(lost) == ["not reached", "not reached"]


def test_parametrised_checks_of_a_lost_submission(work: Work, words: Exercise) -> None:
    """A report that could not be finished has as many results as any other."""
    text = words.suite.read_text(encoding="utf-8").replace("learner, values", "learner, values, n")
    marked = text.replace("def test_", '@pytest.mark.parametrize("n", [1, 2])\ndef test_')
    words.suite.write_text(f"import pytest\n{marked}", encoding="utf-8")
    lost, right = run([work("dies", DIES), work("right", RIGHT)])

    assert [check.id for check in lost.checks] == [check.id for check in right.checks]
    assert len(lost.checks) == 4


def test_worker_that_falls_silent(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that keeps the interpreter to itself is given up after a while; the others go on in a new worker."""
    monkeypatch.setitem(grading_process.SILENCE, "local", 4.0)
    lost, right = run([work("silent", SILENT), work("right", RIGHT)])

    assert verdicts(lost) == ["timed out", "not reached"]
    assert lost.checks[0].observed == "nothing was heard from it for 4 s"
    assert right.accepted


def test_runaway_loop(work: Work) -> None:
    """A loop that swallows every exception fails its check at the limit, and others are judged as ever."""
    lost, right = run([work("runaway", RUNAWAY), work("right", RIGHT)])

    assert lost.checks[0].verdict == "failed"
    assert "still waiting after 0.5 s" in lost.checks[0].observed
    assert right.accepted


def test_progress(work: Work) -> None:
    """Each report is announced as it arrives, also that of a submission that was lost."""
    seen: list[str] = []
    run([work("right", RIGHT), work("dies", DIES)], progress=lambda report: seen.append(report.label))

    assert seen == ["right", "dies"]


def test_stop_at_first(work: Work) -> None:
    """After the first check that does not hold the others are not reached, if that is wanted."""
    stopped, whole = (run([work("wrong", WRONG)], stop_at_first=stop)[0] for stop in (True, False))

    assert verdicts(stopped) == ["failed", "not reached"]
    assert verdicts(whole) == ["failed", "failed"]
    assert "earlier check" in stopped.checks[1].reason


def test_seed(work: Work) -> None:
    """The same seed gives the same values, another one others."""
    submission = work("echo", "return text")
    first, again, other = (run([submission], seed=seed)[0] for seed in ("1", "1", "2"))

    assert first.checks[0].observed == again.checks[0].observed
    assert first.checks[0].observed != other.checks[0].observed
    assert first.seed == "1"


@pytest.mark.parametrize(
    ("suite", "fact", "last_words"),
    [
        ("import nosuch\n\n\ndef test_a(learner): pass\n", "No module named 'nosuch'", "test_words.py:1: in <module>"),
        ("def test_a(learner)\n", "SyntaxError", "def test_a(learner)"),
        ("x = 1\n", "it has no checks", ""),
    ],
)
def test_broken_suite(work: Work, words: Exercise, suite: str, fact: str, last_words: str) -> None:
    """A suite that cannot be collected is the course's error, with the last words of the run; no verdict follows."""
    words.suite.write_text(suite, encoding="utf-8")
    with pytest.raises(GradingError, match=fact) as caught:
        run([work("right", RIGHT)])

    assert caught.value.path == str(words.suite)
    assert last_words in caught.value.hint


def test_equal_labels(work: Work) -> None:
    """Two submissions that go by one name are refused: one would get the verdict of the other."""
    first = work("right", RIGHT)
    second = Submission(first.exercise, work("wrong", WRONG).path, "right")
    with pytest.raises(GradingError, match="Two submissions to `lesson1/words` are called `right`") as caught:
        run([first, second])

    assert "right.py" in caught.value.hint
