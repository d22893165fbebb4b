"""Writes the files of a new lesson or exercise. What an author still has to write is marked `TODO(author)` in them."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from importlib.resources import files
from pathlib import Path
from string import Template

from prodready.catalog import COURSE_FILE, Course, natural
from prodready.errors import CourseError

MARK = "TODO(author)"
KEY = re.compile(r"(lesson[1-9][0-9]*|capstone)/([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Made:
    """What was written.

    Args:
        key: Of the lesson or the exercise.
        title: Of the lesson; empty for an exercise.
        paths: The files.
    """

    key: str
    title: str
    paths: tuple[Path, ...]


def exercise(course: Course, key: str) -> Made:
    """Write starter, solution, suite, description, and one file each of `accepted/` and `rejected/`.

    Raises:
        CourseError: If the key cannot be one, or one of the files exists.
    """
    found = KEY.fullmatch(key)
    if not found:
        hint = "Write it like lesson3/fetch: a lesson, then small letters, digits and underscores."
        raise CourseError(f"`{key}` cannot be the key of an exercise.", hint=hint)
    lesson, name = found.groups()
    _refuse_module(name)
    hidden = course.suites_dir / lesson / name
    return _write(
        Made(key, "", ()),
        {
            course.starters_dir / lesson / f"{name}.py": "starter.py",
            course.solutions_dir / lesson / f"{name}.py": "solution.py",
            hidden / "exercise.yml": "exercise.yml",
            hidden / f"test_{name}.py": "suite.py",
            hidden / "accepted" / "first_style.py": "accepted.py",
            hidden / "rejected" / "first_mistake.py": "rejected.py",
        },
        name=name,
    )


def lesson(course: Course, name: str) -> Made:
    """Write a lesson's page, its snippet, its incident and its quiz.

    Args:
        course: The course.
        name: `lesson3` or `3`; it must be in the plan.

    Raises:
        CourseError: If the plan has no such lesson, or one of the files exists.
    """
    number = name.removeprefix("lesson")
    titles = {str(n): str(title) for part in course.plan.get("parts", ()) for n, title in part["lessons"].items()}
    if number not in titles:
        known = ", ".join(sorted(titles, key=natural)) or "none"
        hint = f"Known: {known}. A further one is added there first."
        raise CourseError(f"The plan has no lesson `{name}`.", path=course.root / COURSE_FILE, hint=hint)
    key = f"lesson{number}"
    folder = course.lesson_page(key).parent
    return _write(
        Made(key, titles[number], ()),
        {
            folder / "index.md": "index.md",
            folder / "broken.py": "broken.py",
            folder / "incident.py": "incident.py",
            course.quiz_file(key): "quiz.yml",
        },
        key=key,
        title=titles[number].replace('"', "'"),
    )


def unfinished(course: Course) -> list[CourseError]:
    """Every place that still waits for its author, in the trees of the course."""
    found = []
    trees = (course.docs_dir, course.starters_dir, course.solutions_dir, course.suites_dir, course.quizzes_dir)
    for path in sorted(p for tree in trees for p in tree.rglob("*") if p.suffix in {".py", ".md", ".yml"}):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if MARK in line:
                message = f"This waits for its author: {line.strip()[:90]}"
                found.append(CourseError(message, path=path, line=number, hint="Write it, or delete the line."))
    return found


def _refuse_module(name: str) -> None:
    """Refuse names under which a learner's file could not be imported, or would hide a module that it may need."""
    if keyword.iskeyword(name):
        raise CourseError(f"`{name}` is a word of the language.", hint="Choose another name.")
    if name in sys.stdlib_module_names or name in packages_distributions():
        hint = "Choose another name: the learner's file is imported under it."
        raise CourseError(f"An exercise called `{name}` would hide the module `{name}`.", hint=hint)


def _write(made: Made, templates: Mapping[Path, str], **values: str) -> Made:
    taken = [path for path in templates if path.exists()]
    if taken:
        others = f" {len(taken) - 1} more are there too." if len(taken) > 1 else ""
        raise CourseError("The file exists already.", path=taken[0], hint=f"Nothing was written.{others}")
    for path, template in templates.items():
        text = files("prodready").joinpath(f"templates/scaffold/{template}.tmpl").read_text(encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(text).substitute(values), encoding="utf-8", newline="\n")
    return Made(made.key, made.title, tuple(templates))
