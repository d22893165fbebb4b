"""The files that the playground begins with do what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prodready.browser.serve import handle
from prodready.browser.survive import FAULTS, GOOD

FOLDER = Path(__file__).parents[2] / "docs" / "playground"
FILES = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")}


@pytest.fixture(autouse=True)
def no_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def asked(**request: object) -> list[dict[str, object]]:
    events: list[str] = []
    handle(json.dumps({"files": FILES, **request}), events.append)
    return [json.loads(event) for event in events]


def test_tests_hold() -> None:
    """Its own tests pass."""
    assert asked(do="tests")[-1] == {"tests": {"status": 0, "counts": {"passed": len(FILES)}}}


def test_program_prints_a_price() -> None:
    """The program asks the server that it starts."""
    events = asked(do="program", main="main.py")

    assert events[0] == {"output": {"stream": "stdout", "text": "a good answer -> 495\n"}}
    assert events[-1] == {"exit": {"status": 0, "how": ""}}


def test_one_fault_takes_too_long() -> None:
    """A reader who injects everything at once sees a reason to go on: the drip outlives the timeout."""
    request = {"do": "survive", "file": "main.py", "function": "price", "body": GOOD, "faults": list(FAULTS)}
    late = [event["survived"]["fault"] for event in asked(**request) if event["survived"]["seconds"] > 5]  # type: ignore[index]

    assert late == ["drip"]
