"""`--pdb` and `breakpoint()` work in the learner's own code, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.engine.conftest import Clone

pytest_plugins = "pytester"

WORDS = "exercises/lesson1/words.py"
FAILS = "def count(text):\n    parts = text.split('-')\n    return parts[7]\n"
STOPS = "def count(text):\n    parts = text.split()\n    breakpoint()\n    return len(parts)\n"


def test_post_mortem(clone: Clone) -> None:
    """`--pdb` opens where the learner's code raised, with its variables."""
    clone.write(WORDS, FAILS)
    run = clone.run(WORDS, "--pdb", "-k", "two_words", stdin=b"p len(parts)\nq\n")

    assert "words.py(3)count()" in run.out
    assert "-> return parts[7]\n(Pdb) 1\n" in run.out


def test_post_mortem_shows_no_suite(clone: Clone) -> None:
    """The whole stack in the debugger is the learner's."""
    clone.write(WORDS, FAILS)
    run = clone.run(WORDS, "--pdb", "-k", "two_words", stdin=b"w\nu\nu\nl\nq\n")

    assert "test_words" not in run.text
    assert "Oldest frame" in run.out


def test_nothing_raised(clone: Clone) -> None:
    """Where a value is wrong and nothing was raised, `--pdb` says what to do instead of opening."""
    run = clone.run(WORDS, "--pdb", stdin=b"")

    assert "Put breakpoint() into your file" in run.text
    assert "(Pdb)" not in run.text
    assert run.grades == {"lesson1/words": "1/2"}


def test_breakpoint(clone: Clone) -> None:
    """With `--pdb`, breakpoint() opens there, without a time limit, and `c` goes on to the verdict."""
    clone.write(WORDS, STOPS)
    run = clone.run(WORDS, "--pdb", stdin=b"import time; time.sleep(0.1)\np parts\nw\nc\nc\n")

    assert "-> return len(parts)" in run.out
    assert "test_words" not in run.text
    assert run.grades == {"lesson1/words": "2/2"}


def test_leaving_the_debugger(clone: Clone) -> None:
    """`q` in the debugger ends the run."""
    clone.write(WORDS, STOPS)
    run = clone.run(WORDS, "--pdb", stdin=b"q\n")

    assert "Quitting debugger" in run.out
    assert run.out.count("(Pdb)") == 1


def test_breakpoint_without_a_debugger(clone: Clone) -> None:
    """Without `--pdb`, breakpoint() is an error that says how to get one."""
    clone.write(WORDS, STOPS)
    run = clone.run(WORDS)

    assert "RuntimeError: breakpoint() has no debugger here: run pytest with --pdb" in run.out
    assert "your line  words.py, line 3: breakpoint()" in run.out


def test_set_trace_without_a_debugger(clone: Clone) -> None:
    """The older way to say breakpoint() gets the same answer."""
    clone.write(WORDS, STOPS.replace("breakpoint()", "import pdb; pdb.set_trace()"))

    assert "has no debugger here: run pytest with --pdb" in clone.run(WORDS).out


def test_attached_debugger(clone: Clone) -> None:
    """While an editor debugs the run, no limit ends a call."""
    clone.add("lesson1/slow", SLOW_SUITE, "import time\ndef answer():\n    time.sleep(0.5)\n    return 1\n")
    clone.write("debugpy.py", "")
    run = clone.run("exercises/lesson1/slow.py", "-p", "debugpy")

    assert (run.grades, run.status) == ({"lesson1/slow": "1/1"}, 0)


SLOW_SUITE = '''
def test_answer(learner):
    """It answers.

    It does not.

    When?
    """
    assert learner.limit(0.1).call("answer").value == 1
'''
