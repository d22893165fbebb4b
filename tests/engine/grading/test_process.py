"""One worker and its messages, played by small programs of which each does one thing wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from prodready.grading import GradingError, process, run
from prodready.grading.jobs import make_job
from prodready.model import CheckResult, Report, Submission
from prodready.report import report_to_data

Work = Callable[[str, str], Submission]
RIGHT = "return len(text.split())"

HEAD = """
import json, os, sys

job = json.load(sys.stdin)
labels = [s["label"] for s in job["exercises"][0]["submissions"]]

def say(**message):
    print(json.dumps(message), flush=True)

def finish(label):
    say(begin={"key": "lesson1/words", "label": label, "checks": ["test_two"]})
    say(report=REPORT | {"label": label})
"""


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets a program be the worker inside Pyodide."""
    report = report_to_data(Report("lesson1/words", "", (CheckResult("test_two", "Two.", "passed"),)))

    def install(program: str) -> None:
        code = f"REPORT = {report!r}\n{HEAD}\n{program}\n"
        monkeypatch.setattr(process, "node_command", lambda: [sys.executable, "-c", code])

    return install


def test_messages_of_a_worker(work: Work) -> None:
    """A worker says what it begins, that it could be loaded, each result, the report, and that it has ended."""
    job = make_job([work("right", RIGHT)], "local", "0")
    command = [sys.executable, "-m", "prodready.grading.worker"]
    done = subprocess.run(command, input=json.dumps(job), capture_output=True, encoding="utf-8")
    messages = [json.loads(line) for line in done.stdout.splitlines()]

    assert [next(iter(message)) for message in messages] == ["begin", "loaded", "check", "check", "report", "end"]
    assert messages[0]["begin"] == {"key": "lesson1/words", "label": "right", "checks": ["test_two", "test_three"]}


def test_retired_worker_is_replaced(work: Work, play: Callable[[str], None]) -> None:
    """A worker that a submission has spoilt leaves the rest of its job to another one."""
    play('finish(labels[0]); say(retire="lesson1/words"); sys.stdin.close(); import time; time.sleep(60)')

    assert [r.label for r in run([work(label, RIGHT) for label in "abc"], "node")] == ["a", "b", "c"]


def test_noise_is_no_message(work: Work, play: Callable[[str], None]) -> None:
    """What else a runtime prints to stdout is ignored."""
    play('print("warning"); print("{half"); print("[1]"); os.write(1, b"\\xff\\n"); finish(labels[0]); say(end=True)')

    assert run([work("a", RIGHT)], "node")[0].accepted


def test_worker_that_cannot_start(work: Work, play: Callable[[str], None]) -> None:
    """A worker that ends before it has begun is nobody's verdict; its last words are told."""
    play('sys.exit("no room left")')
    with pytest.raises(GradingError, match="The worker for `node` did not start") as caught:
        run([work("a", RIGHT)], "node")

    assert caught.value.hint == "no room left"


def test_worker_that_ends_without_a_word(work: Work, play: Callable[[str], None]) -> None:
    """Without last words the remedy is another try."""
    play("os._exit(0)")
    with pytest.raises(GradingError) as caught:
        run([work("a", RIGHT)], "node")

    assert "Run it again" in caught.value.hint


def test_worker_that_never_reads(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is gone before it has read a large job does not take the grader with it."""
    monkeypatch.setattr(process, "node_command", lambda: [sys.executable, "-c", "import os; os.close(0)"])
    with pytest.raises(GradingError, match="did not start"):
        run([work(f"{n:0200}", RIGHT) for n in range(400)], "node")


def test_last_words_are_bounded(work: Work, play: Callable[[str], None]) -> None:
    """Of endless bytes on stderr the end is kept, whether they are text and lines or not."""
    play('os.write(2, b"\\xff" * 10**6); os.write(2, b"the end"); os._exit(1)')
    with pytest.raises(GradingError) as caught:
        run([work("a", RIGHT)], "node")

    assert caught.value.hint.endswith("the end")
    assert len(caught.value.hint) <= process.LAST_WORDS


def test_silence_before_the_start(work: Work, play: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that never begins is given up."""
    monkeypatch.setitem(process.SILENCE, "node", 0.3)
    play("import time; time.sleep(60)")
    with pytest.raises(GradingError, match="nothing was heard"):
        run([work("a", RIGHT)], "node")
