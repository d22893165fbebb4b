"""Puts an exercise back as it was shipped, and keeps what the learner had."""

from __future__ import annotations

import shutil
from pathlib import Path

from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.files import contents, digest, write_whole
from prodready.model import Exercise
from prodready.workspace import originals
from prodready.workspace.folder import back_up


def changed(course: Course, exercise: Exercise) -> list[str]:
    """Names, below `exercises/`, of the exercise's files that differ from what was shipped, are missing or are new.

    Raises:
        CourseError: If nobody knows what was shipped.
    """
    shipped = _shipped(course, exercise)
    mine = _mine(course, exercise)
    names = sorted(shipped.keys() | mine.keys())
    return [n for n in names if n not in mine or n not in shipped or digest(mine[n]) != digest(shipped[n])]


def reset(course: Course, exercise: Exercise) -> list[Path]:
    """Put the originals back.

    Returns:
        Where the learner's files are kept now: the exercise's file or folder, and given files that had been edited.

    Raises:
        CourseError: If nobody knows what was shipped.
    """
    shipped = _shipped(course, exercise)
    different = changed(course, exercise)
    kept = []
    for path in (course.work(exercise), *(course.exercises_dir / exercise.lesson / name for name in exercise.given)):
        name = path.relative_to(course.exercises_dir).as_posix()
        touched = [n for n in different if n == name or n.startswith(f"{name}/")]
        if touched and path.exists():
            kept.append(back_up(course, name))
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in shipped:
        if not (course.exercises_dir / name).is_file():
            write_whole(course.exercises_dir / name, shipped[name])
    return kept


def _mine(course: Course, exercise: Exercise) -> dict[str, bytes]:
    given = (course.exercises_dir / exercise.lesson / name for name in exercise.given)
    found: dict[str, bytes] = {}
    for path in (course.work(exercise), *given):
        found |= contents(path, course.exercises_dir)
    return found


def _shipped(course: Course, exercise: Exercise) -> dict[str, bytes]:
    shipped = originals.read(course, [exercise])
    if not shipped:
        raise CourseError(
            f"What `{exercise.key}` looked like at first is not known here: git has no commit of it.",
            path=course.work(exercise),
            hint="Download the file again, or work in a folder of your own next time: prodready start ../my-course",
        )
    return shipped
