"""`incident`: a program of a page, or of a reader, without a network and without waiting."""

from __future__ import annotations

import json
import logging
import os
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

from prodready.browser.serve import handle

SILENT = """
import sys, urllib.request
from prodready.kit import faults
from prodready.kit.incident import serve

def main():
    with serve(faults.hang()) as carrier:
        urllib.request.urlopen(carrier.url)
"""


def play(files: dict[str, str]) -> list[dict[str, Any]]:
    """Of a `main.py` that is not a program with a `main()` yet, its lines become one."""
    code = files["main.py"]
    files["main.py"] = code if "def main()" in code else "def main():\n" + textwrap.indent(code or "pass", "    ")
    events: list[str] = []
    handle(json.dumps({"do": "incident", "files": files, "script": "main.py"}), events.append)
    return [json.loads(event) for event in events]


def output(events: list[dict[str, Any]], stream: str = "") -> str:
    pieces = [event["output"] for event in events if "output" in event]
    return "".join(piece["text"] for piece in pieces if piece["stream"].startswith(stream))


def end(events: list[dict[str, Any]]) -> dict[str, Any]:
    return dict(events[-1]["incident"])


def test_output_comes_in_order() -> None:
    """Both streams, line by line, and the files beside the script can be imported."""
    code = "import sys, other\nprint('one')\nprint('two', file=sys.stderr)\nprint(other.THREE)\n"
    events = play({"main.py": code, "other.py": "THREE = 3\n"})

    assert [event["output"] for event in events[:-1]] == [
        {"stream": "stdout", "text": "one\n"},
        {"stream": "stderr", "text": "two\n"},
        {"stream": "stdout", "text": "3\n"},
    ]
    assert end(events) == {"status": 0, "seconds": pytest.approx(0, abs=0.01), "waits": ""}


def test_waiting_costs_nothing() -> None:
    """A minute of sleep is a minute of the program's clock, and no time of the reader's."""
    began = time.perf_counter()
    events = play({"main.py": "import time\nt = time.monotonic()\ntime.sleep(60)\nprint(int(time.monotonic() - t))\n"})

    assert output(events) == "60\n"
    assert end(events)["seconds"] == pytest.approx(60, abs=0.01)
    assert time.perf_counter() - began < 30


def test_wait_without_end_is_named() -> None:
    """A call that would never return is ended, and the place is told."""
    events = play({"main.py": SILENT})

    assert end(events)["status"] is None
    assert end(events)["waits"] == "main.py:8"


@pytest.mark.parametrize(
    ("code", "status"),
    [("raise SystemExit(3)", 3), ("import os; os._exit(4)", 4), ("raise SystemExit('no')", 1), ("1 / 0", 1)],
)
def test_status(code: str, status: int) -> None:
    """The exit status is the one that a process would have had."""
    assert end(play({"main.py": code}))["status"] == status


def test_traceback_shows_the_readers_lines() -> None:
    """And no path of the machine."""
    text = output(play({"main.py": "1 / 0\n"}), "stderr")

    assert '  File "main.py", line 2, in main' in text
    assert "prodready" not in text
    assert text.endswith("ZeroDivisionError: division by zero\n")


def test_output_has_a_bound() -> None:
    """A flood is cut off, and the reader is told; the program goes on."""
    events = play({"main.py": "for _ in range(30_000):\n    print('x' * 30)\n"})

    assert len(output(events)) == 100_000
    assert [event for event in events if "capped" in event] == [{"capped": {"limit": 100_000}}]
    assert end(events)["status"] == 0


def test_the_process_stays_as_it_was() -> None:
    """Modules, environment, folder, streams, logging and clock are afterwards what they were."""
    root, sleep = logging.getLogger(), time.sleep

    def seen() -> list[object]:
        return [Path.cwd(), dict(os.environ), sys.stdout, list(sys.path), root.handlers[:], root.level, time.sleep]

    before = seen()
    code = "import logging, other, os, sys, time\nlogging.basicConfig(level=10)\nos.environ['A'] = 'b'\ntime.sleep = print\nsys.path.append('x')\n"
    play({"main.py": code, "other.py": ""})

    assert seen() == before
    assert time.sleep is sleep
    assert "other" not in sys.modules


def test_file_outside_is_refused() -> None:
    """A name that leads out of the folder is no name."""
    assert "error" in play({"main.py": "", "../evil.py": ""})[-1]
