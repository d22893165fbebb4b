"""The reader's files as a program, natively: output, status, tracebacks, limits."""

from __future__ import annotations

import json
import signal
import sys
from typing import Any

import pytest

from prodready.browser import program
from prodready.browser.serve import handle
from prodready.kit.host import runner


def run(source: str, **more: Any) -> list[dict[str, Any]]:
    events: list[str] = []
    files = {"main.py": source, **more.pop("files", {})}
    handle(json.dumps({"do": "program", "files": files, "main": "main.py", **more}), events.append)
    return [json.loads(event) for event in events]


def text(events: list[dict[str, Any]], stream: str) -> str:
    return "".join(e["output"]["text"] for e in events if "output" in e and e["output"]["stream"] == stream)


def test_output_comes_in_order_and_then_the_status() -> None:
    """Both streams are one story."""
    events = run("import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')\n")
    assert [(e["output"]["stream"], e["output"]["text"]) for e in events[:-1]] == [
        ("stdout", "a\n"),
        ("stderr", "b\n"),
        ("stdout", "c\n"),
    ]
    assert events[-1] == {"exit": {"status": 0, "how": ""}}


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("import sys; sys.exit(3)", 3),
        ("raise SystemExit('no')", 1),
        ("import os; os._exit(4)", 4),
        ("1 / 0", 1),
        ("def (", 1),
    ],
)
def test_the_status_is_the_one_of_a_process(source: str, status: int) -> None:
    """However it ends."""
    assert run(source)[-1] == {"exit": {"status": status, "how": ""}}


def test_a_traceback_shows_the_readers_lines_only() -> None:
    """Frames of libraries have no source in a page, and paths are as short as the reader knows them."""
    stderr = text(run("import json\n\n\ndef f():\n    json.loads('{')\n\n\nf()\n"), "stderr")
    assert [line.strip() for line in stderr.splitlines() if "File" in line] == [
        'File "main.py", line 8, in <module>',
        'File "main.py", line 5, in f',
    ]
    assert "json.loads('{')" in stderr
    assert "JSONDecodeError" in stderr.splitlines()[-1]


def test_a_syntax_error_is_shown_where_it_is() -> None:
    """It has no frame at all."""
    stderr = text(run("x = (\n"), "stderr")
    assert 'File "main.py", line 1' in stderr
    assert "SyntaxError" in stderr


def test_files_beside_it_can_be_imported_and_read() -> None:
    """The working directory is the folder of the files."""
    more = {"other.py": "NAME = 'x'\n", "data/a.txt": "text"}
    events = run("import other, pathlib\nprint(other.NAME, pathlib.Path('data/a.txt').read_text())\n", files=more)
    assert text(events, "stdout") == "x text\n"


def test_a_folder_is_run_by_its_main_file() -> None:
    """As `python NAME` does."""
    events: list[str] = []
    handle(json.dumps({"do": "program", "files": {"pack/__main__.py": "print(1)"}, "main": "pack"}), events.append)
    assert [json.loads(event) for event in events][-1] == {"exit": {"status": 0, "how": ""}}


def test_a_missing_file_is_an_error_in_words() -> None:
    """Not a traceback of ours."""
    events = run("", main="nothing.py")
    assert "`nothing.py`" in events[0]["error"]["message"]


def test_stdin_is_empty() -> None:
    """`input()` meets the end of the file, as a program in a cron job does."""
    assert "EOFError" in text(run("input()"), "stderr")


def test_arguments_arrive() -> None:
    """`sys.argv` is that of a process."""
    assert text(run("import sys; print(sys.argv[1:])", args=["a", "b"]), "stdout") == "['a', 'b']\n"


def test_a_flood_is_capped_and_said_to_be() -> None:
    """Neither the page's memory nor the number of messages grows with it."""
    events = run("for i in range(500_000): print(i)")
    assert len(text(events, "stdout")) <= 100_000
    assert [event["capped"]["limit"] for event in events if "capped" in event] == [100_000]
    assert len(events) < 2000


def test_a_wait_without_end_is_named() -> None:
    """Simulated time finds it at once."""
    events = run("import time\nwhile True:\n    time.sleep(60)\n")
    assert events[-1]["exit"]["status"] is None
    assert "main.py:3" in events[-1]["exit"]["how"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signal.setitimer")
def test_a_loop_without_output_is_ended_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The alarm that the browser gives is played by the system's."""
    setitimer, raise_signal = signal.setitimer, signal.raise_signal  # a run replaces the module's
    before = signal.signal(signal.SIGALRM, lambda number, frame: raise_signal(signal.SIGINT))
    monkeypatch.setattr(runner, "ALARM", lambda seconds: setitimer(signal.ITIMER_REAL, seconds and 0.5))
    monkeypatch.setattr(program, "PATIENCE_S", 1.0)
    try:
        events = run("def f():\n    while True:\n        pass\n\n\nf()\n")
    finally:
        signal.signal(signal.SIGALRM, before)
    assert "in f" in text(events, "stderr")
    assert events[-1]["exit"]["status"] is None
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_what_is_flushed_is_shown_at_once() -> None:
    """Before the line is whole."""
    events = run("print('a', end='', flush=True)\nprint('b')\n")
    assert [event["output"]["text"] for event in events[:-1]] == ["a", "b\n"]


def test_closed_stdout_is_the_programs_own_trouble() -> None:
    """The event of its end arrives all the same."""
    assert "exit" in run("import sys; sys.stdout.close(); print('x')")[-1]
