"""A file that cannot be loaded, or that lacks something, is one clear failure and hides no other grade."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.conftest import Clone, Run

pytest_plugins = "pytester"

NEIGHBOURS = {"lesson1/words": "2/2", "lesson2/words": "1/1"}

CANNOT_BE_LOADED = [
    ("def answer(n)\n    return n + 1\n", "SyntaxError: expected ':'", "victim.py, line 1: def answer(n)"),
    ("\ndef answer(n):\nreturn n + 1\n", "IndentationError", "victim.py, line 3: return n + 1"),
    ("import sys\nimport no_such_library\n", "No module named 'no_such_library'", "victim.py, line 2: import no_such"),
    ("from math import no_such_name\n", "ImportError: cannot import name", "victim.py, line 1: from math import"),
    ("count = 1 / 0\n", "ZeroDivisionError: division by zero", "victim.py, line 1: count = 1 / 0"),
    ("import sys\nsys.exit(0)\n", "SystemExit: 0", "victim.py, line 2: sys.exit(0)"),
    ("import os\nos._exit(0)\n", "your code ended the whole process (os._exit(0))", ""),
    ("raise KeyboardInterrupt\n", "KeyboardInterrupt", "victim.py, line 1: raise KeyboardInterrupt"),
    ("text = '\0'\n", "SyntaxError", ""),
]


@pytest.mark.parametrize(("answer", "why", "where"), CANNOT_BE_LOADED)
def test_cannot_be_loaded(graded: Callable[[str], Run], answer: str, why: str, where: str) -> None:
    """What keeps a file from being loaded is said once, with the learner's line, and every other exercise is graded."""
    run = graded(answer)

    assert run.out.count("The file cannot be loaded: ") == 1
    assert why in run.out
    assert where in run.out
    assert (run.grades, run.status) == (NEIGHBOURS | {"lesson1/victim": "0/2"}, 1)


def test_reported_alone(clone: Clone) -> None:
    """When only that file is graded, its one failure is shown, and its other checks count as not run."""
    clone.write("exercises/lesson1/words.py", "def count(text)\n    return 1\n")
    run = clone.run("exercises/lesson1/words.py")

    assert run.out.count("The file cannot be loaded: SyntaxError") == 2  # pytest's section, and the summary
    assert "1 failed, 1 not run" in run.out
    assert "at 3 a.m." not in run.out


def test_missing_function(graded: Callable[[str], Run]) -> None:
    """A function that is missing is named."""
    run = graded("def other(n):\n    return n\n")

    assert "AttributeError: module 'victim' has no attribute 'answer'" in run.out
    assert run.grades == NEIGHBOURS | {"lesson1/victim": "0/2"}


def test_not_a_function(graded: Callable[[str], Run]) -> None:
    """A name that is no function fails like any other call."""
    run = graded("answer = 2\n")

    assert "TypeError: 'int' object is not callable" in run.out
    assert run.status == 1


def test_missing_file(clone: Clone) -> None:
    """A file that has been deleted fails its checks instead of being forgotten."""
    (clone.root / "exercises/lesson1/words.py").unlink()
    run = clone.run("exercises/lesson1")

    assert "`words.py` is missing." in run.out
    assert (run.grades, run.status) == ({"lesson1/sample": "0/1", "lesson1/words": "0/2"}, 1)


def test_missing_file_on_the_command_line(clone: Clone) -> None:
    """A missing file that is named on the command line is a usage error that names it."""
    (clone.root / "exercises/lesson1/words.py").unlink()
    run = clone.run("exercises/lesson1/words.py")

    assert "not found: exercises/lesson1/words.py" in run.text
    assert run.status == 4


def test_missing_suite(clone: Clone) -> None:
    """A suite that is missing is one clear error, and every other exercise is graded."""
    (clone.root / "tests/exercises/lesson1/words/test_words.py").unlink()
    run = clone.run("exercises/lesson1")

    assert "The checks of `lesson1/words` are missing. Get the course anew" in run.out
    assert (run.grades, run.status) == ({"lesson1/sample": "0/1"}, 1)


def test_damaged_description(clone: Clone) -> None:
    """A description that cannot be read is one message with file and line, and no traceback."""
    clone.write("tests/exercises/lesson1/words/exercise.yml", "title: [")
    run = clone.run("exercises/lesson1")

    assert "exercise.yml:" in run.text
    assert "Traceback" not in run.text
    assert run.status == 4


def test_error_of_the_suite(clone: Clone) -> None:
    """An error in a check itself is called the course's error, never the learner's failure."""
    suite = 'def test_broken(learner, files):\n    """It holds.\n\n    It does not.\n\n    Why?\n    """\n    files.nothing\n'
    clone.add("lesson1/fault", suite, "")
    run = clone.run("exercises/lesson1/fault.py")

    assert "course error AttributeError: 'Folder' object has no attribute 'nothing'" in run.out
    assert "1 error in" in run.out
    assert run.status == 1
