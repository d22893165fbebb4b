"""Shows the reference solution beside the learner's own work."""

from __future__ import annotations

import difflib

from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.files import contents
from prodready.model import Exercise


def solution(course: Course, exercise: Exercise) -> dict[str, str]:
    """The text of each file of the reference solution, by its name below `solutions/`.

    Raises:
        CourseError: If the course has none.
    """
    found = contents(exercise.solution, course.solutions_dir)
    if not found:
        raise CourseError("There is no reference solution.", path=exercise.solution, hint="Update the course: git pull")
    return {name: _text(data) for name, data in found.items()}


def difference(course: Course, exercise: Exercise) -> str | None:
    """From the learner's files to the reference solution, as a unified diff; None if the learner has no file."""
    mine = {name: _text(data) for name, data in contents(course.work(exercise), course.exercises_dir).items()}
    theirs = solution(course, exercise)
    if not mine:
        return None
    lines: list[str] = []
    for name in sorted(mine.keys() | theirs.keys()):
        own, other = mine.get(name, "").splitlines(), theirs.get(name, "").splitlines()
        lines += difflib.unified_diff(own, other, f"exercises/{name}", f"solutions/{name}", lineterm="")
    return "\n".join(lines)


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").replace("\r\n", "\n")
