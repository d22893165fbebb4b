"""What several commands need: finding the exercise that is meant, showing paths, asking before something is changed."""

from __future__ import annotations

import difflib
import os
import sys
import textwrap
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from prodready.catalog import Course
from prodready.errors import CourseError, MissingExtra
from prodready.model import Exercise
from prodready.report import WIDTH

KEY_HELP = "such as lesson3/fetch; the name alone will do if it is the only one"


def one(course: Course, text: str) -> Exercise:
    """The exercise that a learner means: by its key, its name, or the path of its file.

    Raises:
        CourseError: If it is none, or could be several.
    """
    located = course.locate(Path(text).resolve()) if Path(text).exists() else None
    if located:
        return located.exercise
    wanted = text.replace("\\", "/").strip("/").rpartition("exercises/")[2].removesuffix(".py")
    found = [e for e in course.exercises if wanted in {e.key, e.name, e.filename, f"{e.lesson}/{e.filename}", e.lesson}]
    exact = [e for e in found if e.key == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise CourseError(
            f"`{text}` means more than one exercise.", hint=f"Name one: {', '.join(e.key for e in found)}."
        )
    keys = [e.key for e in course.exercises]
    names = {name: e.key for e in course.exercises for name in (e.key, e.name)}
    near = list(dict.fromkeys(names[name] for name in difflib.get_close_matches(wanted, names, cutoff=0.6)))
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(keys) or 'none yet'}."
    raise CourseError(f"There is no exercise `{text}`.", hint=hint)


def shown(path: Path) -> str:
    """A path as it can be typed here: relative to the current folder if that is not longer."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return str(path)
    return relative if len(relative) <= len(str(path)) else str(path)


def typed(path: Path) -> str:
    """As `shown`, in quotes if a shell needs them."""
    text = shown(path)
    return f'"{text}"' if " " in text else text


def print_wrapped(text: str, indent: str = "") -> None:
    """Print a paragraph, no wider than reports are."""
    print(textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False))


def ask(question: str, answers: Sequence[str] = ("y", "yes")) -> bool:
    """Whether the person at the terminal agrees. Without a person the answer is no."""
    print(question, end=" ", flush=True)
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        print()
    return answer.strip().lower() in answers


def author_module(name: str) -> Any:
    """A module of the engine that may need what a learner's installation leaves out.

    Args:
        name: Below `prodready`, such as `contract`.

    Raises:
        MissingExtra: If it needs a package that is not here.
    """
    try:
        return import_module(f"prodready.{name}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] == "prodready":
            raise
        raise MissingExtra(missing.name or name, "author") from missing
