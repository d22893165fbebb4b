"""A course of one lesson with one sound quiz, for tests that break it in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodready.catalog import Course

PAGE = """\
---
title: Errors
description: Why an error must have a name.
minutes: 5
after: []
objectives:
  - Tell one failure from another.
  - Put a limit on a wait.
---
## It works

### Why `except:` hides it {: #why-hidden }
"""

QUIZ = """\
schema: 1
id: lesson3
title: Errors
settings: {pass: 0.7}
questions:
  - id: who-catches
    rev: 1
    type: single
    objective: 1
    level: recall
    prompt: Which class does `except ValueError` catch?
    options:
      - {text: "`UnicodeDecodeError`", correct: true, why: "It is a kind of ValueError."}
      - {text: "`KeyError`, of course", why: "That is a LookupError.", misconception: all-errors-are-values}
      - {text: "`OSError`, on Unix only", why: "That one comes from the system.", misconception: os-errors-are-values}
    proof:
      source: print(issubclass(UnicodeDecodeError, ValueError))
      stdout: "True\\n"
    explain: "A class catches its subclasses and nothing else."
    read: lesson3/index.md#it-works
  - id: all-caught
    rev: 2
    type: multi
    objective: 1
    level: analyse
    prompt: What does a bare `except:` catch?
    options:
      - {text: KeyboardInterrupt, correct: true, why: "It catches what the user types."}
      - {text: SystemExit, correct: true, why: "It catches the end of the program."}
      - {text: SIGKILL, why: "No program sees that signal.", misconception: signals-are-exceptions}
    explain: "A bare except catches every BaseException."
    read: lesson3/index.md#why-hidden
  - id: what-prints
    rev: 1
    type: trace
    objective: 2
    level: apply
    prompt: What does this program print?
    code:
      source: |
        try:
            int("1O0")
        except ValueError:
            print("bad")
    expect: {stdout: "bad\\n"}
    wrong:
      - {value: "100", why: "The middle sign is a letter.", misconception: looks-like-zero}
      - {value: "ValueError", why: "The error is caught, so nobody prints it.", misconception: caught-is-printed}
    then:
      prompt: Why?
      options:
        - {text: "O is a letter", correct: true, why: "int() reads digits only."}
        - {text: "100 is too large", why: "Integers have no limit.", misconception: ints-overflow}
        - {text: "print is slow", why: "Speed does not matter here.", misconception: timing}
    hints: [Look at the middle sign.]
    explain: "A letter that looks like a digit is still a letter."
    read: lesson3/index.md#why-hidden
  - id: which-line
    rev: 1
    type: spot
    objective: 2
    level: apply
    prompt: Which line waits without a limit?
    code:
      source: |
        import requests

        def get(url):
            return requests.get(url)
    lines:
      - {line: 4, correct: true, why: "No timeout is given."}
    others: "This line does not wait for anybody."
    explain: "A call without a timeout waits for ever."
    read: lesson3/index.md#it-works
"""


@pytest.fixture
def make_course(tmp_path: Path) -> Callable[..., Course]:
    """Makes the course; `change(old, new)` pairs are applied to its quiz, and each must apply."""

    def make(*changes: tuple[str, str]) -> Course:
        text = QUIZ
        for old, new in changes:
            assert old in text, f"The fixture has no {old!r}."
            text = text.replace(old, new)
        for name, content in {
            "course.yml": "title: T\n",
            "docs/lesson3/index.md": PAGE,
            "quizzes/lesson3.yml": text,
        }.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return Course(tmp_path, tmp_path)

    return make
