"""One exercise with two checks, and work on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prodready.catalog import Course
from prodready.model import Exercise, Submission

SUITE = '''"""Two checks that give up soon."""


def test_two(learner, values):
    """Two words are two.

    The invoice is wrong.

    Count again.
    """
    assert learner.limit(0.5).call("count", f"{values.word()} {values.word()}").value == 2


def test_three(learner, values):
    """Three words are three.

    The invoice is wrong.

    Count again.
    """
    assert learner.limit(0.5).call("count", f"{values.word()} a b").value == 3
'''

Work = Callable[[str, str], Submission]


@pytest.fixture
def words(miniature_copy: Course) -> Exercise:
    """The exercise, in a course of its own."""
    exercise = miniature_copy.exercise("lesson1/words")
    exercise.suite.write_text(SUITE, encoding="utf-8")
    return exercise


@pytest.fixture
def work(words: Exercise) -> Work:
    """Writes a submission; `body` is the body of its `count(text)`."""

    def write(label: str, body: str) -> Submission:
        path = words.starter.parents[2] / f"{label}.py"
        path.write_text(f"import ctypes\nimport re\n\n\ndef count(text):\n    {body}\n", encoding="utf-8")
        return Submission(words, path, label)

    return write
