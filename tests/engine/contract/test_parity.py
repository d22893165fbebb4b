"""Equal verdicts wherever a submission runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prodready.catalog import Course
from prodready.cli import main
from prodready.contract import parity
from prodready.model import CheckResult, Exercise, Report, Submission, Verdict

KEY = "lesson1/words"
ASKS = """import sys


def count(text):
    return len(text.split()) if sys.platform != "emscripten" else 0
"""


@pytest.fixture
def row(words: Exercise) -> Callable[..., parity.Row]:
    """Compares one submission whose only check has these verdicts, or these results, in the three runtimes."""

    def compare(*results: Verdict | CheckResult) -> parity.Row:
        checks = [r if isinstance(r, CheckResult) else CheckResult("test_a", "A.", r) for r in results]
        submission = Submission(words, words.solution, "solution", "solution")
        return parity.compare_exercise(words, [submission], [[Report(KEY, "solution", (check,)) for check in checks]])

    return compare


@pytest.mark.parametrize("verdict", ["passed", "failed", "timed out", "not reached"])
def test_equal(row: Callable[..., parity.Row], verdict: Verdict) -> None:
    """Three equal verdicts are equal, whatever they are."""
    found = row(verdict, verdict, verdict)

    assert (found.files, found.results, found.equal, found.differences) == (1, 1, 1, ())


def test_unequal(row: Callable[..., parity.Row]) -> None:
    """One other verdict is a difference, which names check, file and the verdicts."""
    (difference,) = row("passed", "passed", CheckResult("test_a", "A.", "failed", observed="7")).differences

    assert difference.message == "`test_a` on `solution` is not equal: local passed, split passed, node failed."
    assert "node: 7" in difference.hint
    assert difference.path


def test_not_run_in_one_runtime(row: Callable[..., parity.Row]) -> None:
    """A check that one runtime cannot run is equal as far as it runs, and is counted as waiting."""
    found = row("passed", "passed", "not run here")

    assert (found.equal, found.waiting, found.differences) == (1, 1, ())


def test_not_run_in_one_runtime_and_unequal_in_the_others(row: Callable[..., parity.Row]) -> None:
    """The runtimes that can run a check still have to agree."""
    assert len(row("passed", "failed", "not run here").differences) == 1


def test_same_words(row: Callable[..., parity.Row]) -> None:
    """Of failures it is counted how many read word for word the same."""
    two, three = (CheckResult("test_a", "A.", "failed", expected="1", observed=observed) for observed in "23")

    assert [(r.failures, r.same_words) for r in (row(two, two, two), row(two, two, three))] == [(1, 1), (1, 0)]


def test_other_checks(row: Callable[..., parity.Row]) -> None:
    """Checks whose parameters differ from runtime to runtime cannot be compared, and that is said."""
    other = CheckResult("test_a[emscripten]", "A.", "passed")
    (difference,) = row("passed", "passed", other).differences

    assert "The checks of `lesson1/words` are not the same everywhere" in difference.message


def test_equal_table(words: Exercise, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The table has a line for each exercise and the sum; if all is equal the status is 0."""
    monkeypatch.setattr(parity, "RUNTIMES", ("local", "split", "simulated"))
    monkeypatch.chdir(words.starter.parent)
    status = main(["parity", KEY])
    lines = capsys.readouterr().out.splitlines()

    assert status == 0
    assert lines[3].split() == [KEY, "9", "18", "18", "0", "5", "5"]
    assert lines[-1] == "18 of 18 results are equal in 3 runtimes."


def test_file_that_needs_threads(
    words: Exercise, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that needs threads counts as equal where it is judged, and as waiting."""
    monkeypatch.setattr(parity, "RUNTIMES", ("local", "split", "simulated"))
    monkeypatch.chdir(words.starter.parent)
    wrong = words.suite.parent / "rejected" / "letters.py"
    text = wrong.read_text(encoding="utf-8").replace("\nfails:", "\nneeds: threads\nfails:", 1)
    wrong.write_text(text + 'import sys\nif sys.platform == "emscripten":\n    raise OSError\n', encoding="utf-8")
    status = main(["parity", KEY])

    assert status == 0
    assert capsys.readouterr().out.splitlines()[3].split() == [KEY, "9", "18", "18", "2", "5", "5"]


@pytest.mark.requires("node")
def test_file_that_asks_where_it_runs(
    words: Exercise, course: Callable[[], Course], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A solution that asks for the platform makes the command fail, and check, file and verdicts are named."""
    words.solution.write_text(ASKS, encoding="utf-8")
    monkeypatch.chdir(words.starter.parent)
    status = main(["parity", KEY])
    text = capsys.readouterr().out

    assert status == 1
    assert f"{words.solution}: `test_two_words` on `solution` is not equal" in text
    assert "local passed, split passed, node failed." in text
    assert "16 of 18 results are equal in 3 runtimes." in text
