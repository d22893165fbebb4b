"""The submission as a program of its own, in a real process and on simulated time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prodready.kit.learner import Learner
from prodready.kit.links import Link
from prodready.kit.links.loopback import Loopback
from prodready.kit.links.simulated import Simulated
from prodready.kit.outcome import Completed

Submit = Callable[..., Learner]

both = pytest.mark.parametrize("kind", [Loopback, Simulated])


def run(link: Link, *args: str, stdin: bytes = b"", limit: float = 5.0, **env: str) -> Completed:
    return link.run_file(list(args), stdin, env, limit, ())


@both
def test_streams_arguments_status(submit: Submit, kind: Any) -> None:
    """Arguments and stdin arrive, both streams and the exit status come back."""
    text = "import sys\nprint(sys.argv[1:], sys.stdin.read())\nsys.exit(3)\n"
    done = run(submit(text, kind).link, "-v", "a b", stdin="é".encode())

    assert (done.stdout, done.stderr, done.status) == ("['-v', 'a b'] é\n", "", 3)


@both
def test_uncaught_error(submit: Submit, kind: Any) -> None:
    """An uncaught error is a traceback that begins in the program, without a folder of the machine, and status 1."""
    done = run(submit("def main():\n    raise KeyError('x')\n\nmain()\n", kind).link)

    assert done.stderr.startswith('Traceback (most recent call last):\n  File "answer.py", line 4, in <module>\n')
    assert done.stderr.endswith("KeyError: 'x'\n")
    assert done.status == 1


@both
def test_exit_with_a_text(submit: Submit, kind: Any) -> None:
    """`sys.exit("text")` is the text on stderr and status 1."""
    done = run(submit("import sys\nsys.exit('no file')\n", kind).link)

    assert (done.stderr, done.status) == ("no file\n", 1)


@both
def test_os_exit(submit: Submit, kind: Any) -> None:
    """`os._exit` has its status, and ends nobody else."""
    assert run(submit("import os\nos._exit(4)\n", kind).link).status == 4


@both
def test_environment(submit: Submit, monkeypatch: pytest.MonkeyPatch, kind: Any) -> None:
    """The environment is made from nothing: what is needed to start, quiet warnings, UTF-8, no proxy, and the suite's own."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    done = run(submit("import os\nprint(*sorted(os.environ))\n", kind).link, SHOP="north")

    assert set(done.stdout.split()) - {"LC_CTYPE"} == {
        "HOME",
        "NO_PROXY",
        "PATH",
        "PYTHONUTF8",
        "PYTHONWARNINGS",
        "SHOP",
    }


@both
def test_logging_is_fresh(submit: Submit, kind: Any) -> None:
    """`logging.basicConfig()` works, as in a process in which nobody has set up logging."""
    text = "import logging\nlogging.basicConfig(level=logging.INFO, format='%(message)s')\nlogging.info('started')\n"

    assert run(submit(text, kind).link).stderr == "started\n"


@both
def test_empty_folder(submit: Submit, kind: Any) -> None:
    """The program runs in an empty folder, beside nothing that lies beside the submission."""
    learner = submit("import os, json\nprint(os.listdir(), json.loads('1'))\n", kind)
    (learner.link.files.path.parent / "json.py").write_text("raise RuntimeError('scratch')", encoding="utf-8")

    assert run(learner.link).stdout == "[] 1\n"


@both
def test_endless_program(submit: Submit, kind: Any) -> None:
    """A program that does not end is stopped at the limit, and has no status."""
    done = run(submit("import time\nprint('started', flush=True)\ntime.sleep(1e9)\n", kind).link, limit=1.0)

    assert (done.status, done.stdout) == (None, "started\n")


@both
def test_output_is_bounded(submit: Submit, kind: Any) -> None:
    """Endless output costs time, not memory, and is cut at the same length everywhere."""
    text = "for _ in range(2000): print('x' * 1000)\n"

    assert len(run(submit(text, kind).link).stdout) == 20_000


@pytest.mark.skipif(os.name == "nt", reason="signals are not alike there")
def test_signal(submit: Submit) -> None:
    """A program that a signal ends has the status that a shell shows."""
    assert run(submit("import os\nos.kill(os.getpid(), 15)\n").link).status == 143


@pytest.mark.skipif(os.name == "nt", reason="there is no sleep")
def test_children_that_hold_the_output(submit: Submit) -> None:
    """A child that the program leaves behind does not hold up the check, and does not outlive it."""
    text = "import subprocess\nprint(subprocess.Popen(['sleep', '60']).pid)\n"
    began = time.monotonic()
    done = run(submit(text).link)

    assert time.monotonic() - began < 5
    assert not Path(f"/proc/{done.stdout.strip()}/exe").exists()


def test_unread_stdin(submit: Submit) -> None:
    """A program need not read its stdin."""
    assert run(submit("print('done')\n").link, stdin=b"x" * 1_000_000).stdout == "done\n"


def test_reader_that_has_gone(submit: Submit) -> None:
    """A stream can be one whose reader has gone."""
    done = submit("print('x', flush=True)\n").link.run_file([], b"", {}, 5.0, ("stdout",))

    assert "BrokenPipeError" in done.stderr
    assert done.stdout == ""
