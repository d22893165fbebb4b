"""`tests`: the reader's own tests, with pytest itself."""

from __future__ import annotations

import json
from typing import Any

from prodready.browser.serve import handle

TESTS = """
import time
import pytest, requests
from prodready.kit import faults
from prodready.kit.incident import serve

def test_silence():
    with serve(faults.hang()) as carrier, pytest.raises(requests.Timeout):
        requests.get(carrier.url, timeout=5)

def test_waits():
    print("noted")
    with serve(faults.hang()) as carrier:
        requests.get(carrier.url)

@pytest.mark.parametrize("number", [1, 2])
def test_number(number):
    time.sleep(30)
    assert number == 1, "it is another"
"""


def run(files: dict[str, str]) -> list[dict[str, Any]]:
    events: list[str] = []
    handle(json.dumps({"do": "tests", "files": files}), events.append)
    return [json.loads(event) for event in events]


def output(events: list[dict[str, Any]]) -> str:
    return "".join(event["output"]["text"] for event in events if "output" in event)


def test_outcomes() -> None:
    """Each test is told when it is over, and the sum at the end; a wait without end fails one test, not those after it."""
    events = run({"test_mine.py": TESTS})

    assert [(event["test"]["name"], event["test"]["outcome"]) for event in events if "test" in event] == [
        ("test_mine.py::test_silence", "passed"),
        ("test_mine.py::test_waits", "failed"),
        ("test_mine.py::test_number[1]", "passed"),
        ("test_mine.py::test_number[2]", "failed"),
    ]
    assert events[-1] == {"tests": {"status": 1, "counts": {"passed": 2, "failed": 2}}}


def test_output_is_pytests_own() -> None:
    """Assertions are explained, what a test printed is shown, and paths are those of the reader."""
    text = output(run({"test_mine.py": TESTS}))

    assert "2 failed, 2 passed" in text
    assert "assert 2 == 1" in text
    assert "noted" in text
    assert "It would wait here for ever: test_mine.py:14" in text
    assert "/page-" not in text


def test_reader_has_fixtures() -> None:
    """A `conftest.py` among the files is used."""
    files = {
        "conftest.py": "import pytest\n@pytest.fixture\ndef seven():\n    return 7\n",
        "test_a.py": "def test_it(seven):\n    assert seven == 7\n",
    }

    assert run(files)[-1] == {"tests": {"status": 0, "counts": {"passed": 1}}}


def test_file_that_cannot_be_imported() -> None:
    """Pytest says so itself."""
    events = run({"test_a.py": "import nothing_of_that_name\n"})

    assert events[-1] == {"tests": {"status": 2, "counts": {}}}
    assert "nothing_of_that_name" in output(events)
