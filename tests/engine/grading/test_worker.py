"""What a worker does when the runtime breaks, or when a submission has spoilt the process."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from prodready.grading import worker
from prodready.grading.jobs import exercise_data
from prodready.kit.links import InfrastructureError
from prodready.kit.session import Opened
from prodready.model import Exercise, Submission


@pytest.fixture
def messages() -> list[dict[str, Any]]:
    """What the worker has said."""
    return []


@pytest.fixture
def loop(words: Exercise, messages: list[dict[str, Any]]) -> worker.Loop:
    """A worker's loop over two submissions."""
    data = exercise_data(words, [Submission(words, words.solution, label) for label in "ab"])
    return worker.Loop(data, "local", "0", messages.append)


def check() -> None:
    """A title.

    A symptom.
    """


SESSION: Any = SimpleNamespace(items=[SimpleNamespace(name="test_a", function=check)])


def test_runtime_that_does_not_work(
    loop: worker.Loop, messages: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken runtime is an error of every check, never a failure, and the next submission is tried."""

    def refuse(*_: object) -> None:
        raise InfrastructureError("no second process")

    monkeypatch.setattr(worker, "open_link", refuse)
    loop.pytest_runtestloop(SESSION)
    reports = [message["report"] for message in messages if "report" in message]

    assert [report["label"] for report in reports] == ["a", "b"]
    assert [(c["title"], c["verdict"], c["reason"]) for c in reports[0]["checks"]] == [
        ("A title.", "error", "no second process"),
    ]


def test_spoilt_process(loop: worker.Loop, messages: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """After a submission that goes on computing, no other is begun in this process."""
    spoilt: Any = SimpleNamespace(host=SimpleNamespace(runner=SimpleNamespace(runaway=True)), close=lambda: None)
    monkeypatch.setattr(worker, "open_link", lambda *_: spoilt)
    monkeypatch.setattr(worker, "open_submission", lambda link, _: Opened(link, "It cannot be loaded."))
    loop.pytest_runtestloop(SESSION)

    assert [next(iter(message)) for message in messages] == ["begin", "report"]
    assert loop.retired
