"""The plugin takes nothing from pytest's ordinary work: outside a course, and for ordinary tests inside one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.conftest import Clone

pytest_plugins = "pytester"

TESTS = """
import logging, os, sys, threading

def test_passes(tmp_path, caplog):
    logging.error("kept")
    assert caplog.messages == ["kept"]

def test_fails():
    left, right = {"a": [1, 2, 3]}, {"a": [1, 2, 4]}
    print("printed")
    assert left == right

def test_error(no_such_fixture):
    pass
"""
VARYING = re.compile(r" in \d+\.\d+s|0x[0-9a-f]+")


def outcome(pytester: pytest.Pytester, *options: str) -> list[str]:
    """What pytest prints, without what differs between two runs of anything."""
    done = pytester.runpytest_subprocess("--no-header", *options)
    return [VARYING.sub("", line) for line in done.outlines + done.errlines]


@pytest.mark.parametrize("options", [[], ["-v", "--showlocals", "-rA"], ["-x", "--tb=short"], ["--collect-only", "-q"]])
def test_outside_a_course(pytester: pytest.Pytester, options: list[str]) -> None:
    """Outside a course the output is the same as without the plugin."""
    pytester.makepyfile(TESTS)

    assert outcome(pytester, *options) == outcome(pytester, "-p", "no:prodready", *options)


def test_nothing_is_imported_outside(pytester: pytest.Pytester) -> None:
    """Outside a course the plugin imports nothing of the engine but itself."""
    pytester.makepyfile("import sys\ndef test_it(): print([n for n in sys.modules if n.startswith('prodready.')])")
    done = pytester.runpytest_subprocess("-s", "-q")

    assert "['prodready.pytest_plugin']" in done.stdout.str()


def test_ordinary_tests_inside(clone: Clone) -> None:
    """Ordinary tests inside a course read as ever, their failures explained by pytest."""
    clone.write("tests/engine/test_project.py", TESTS)
    run = clone.run("tests/engine", "--no-header")

    assert (
        "Differing items" in run.out
        or "At index 2 diff: 3 != 4" in run.out
        or "{'a': [1, 2, 3]} != {'a': [1, 2, 4]}" in run.out
    )
    assert "fixture 'no_such_fixture' not found" in run.out
    assert "your exercises" not in run.out


def test_ordinary_tests_beside_checks(clone: Clone) -> None:
    """Ordinary tests in the same run as checks are reported in full, and change no grade."""
    clone.write("tests/engine/test_project.py", TESTS)
    run = clone.run("tests/engine", "exercises/lesson1")

    assert "assert left == right" in run.out
    assert run.grades == {"lesson1/sample": "0/1", "lesson1/words": "1/2"}
    assert "3 failed, 2 passed, 1 error" in run.out


def test_broken_course_file(pytester: pytest.Pytester) -> None:
    """A workspace whose course is gone is one message that says what to mend."""
    pytester.makefile(".json", **{"prodready-workspace": '{"course": "/nowhere"}'})
    done = pytester.runpytest_subprocess()

    done.stderr.fnmatch_lines(["ERROR: *The course that this workspace belongs to is not at `/nowhere` any more."])
    assert done.ret == 4
