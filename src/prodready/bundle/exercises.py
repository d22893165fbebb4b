"""One JSON file for each exercise that can run in a page, and one for its solution."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from prodready.catalog import Course, is_content
from prodready.errors import CourseError
from prodready.model import Exercise
from prodready.suitefile import read_suite


def write(course: Course, folder: Path) -> int:
    """Write `exercises/KEY.json` and `solutions/KEY.json` below `folder`, in place of what is there.

    Returns:
        How many exercises there are.

    Raises:
        CourseError: If a file of an exercise cannot be read.
    """
    exercises = [exercise for exercise in course.exercises if exercise.browser]
    documents = {f"exercises/{exercise.key}.json": exercise_data(exercise) for exercise in exercises}
    documents |= {f"solutions/{exercise.key}.json": solution_data(exercise) for exercise in exercises}
    for tree in ("exercises", "solutions"):
        shutil.rmtree(folder / tree, ignore_errors=True)
    for name, data in documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n")
    return len(exercises)


def exercise_data(exercise: Exercise) -> dict[str, Any]:
    """What a page needs to show the exercise and to grade an answer: all texts, no paths of this machine.

    File names in `starter` and `given` are relative to one folder, as they are below `exercises/LESSON/`: `fetch.py`, or
    `project/pyproject.toml` of a folder.
    """
    starter = texts(exercise.starter)
    checks = [
        {
            "name": spec.test,
            "title": spec.title,
            "symptom": spec.symptom,
            "needs": sorted(spec.needs),
            "hints": list(spec.hints),
        }
        for spec in read_suite(exercise.suite)
    ]
    return {
        "key": exercise.key,
        "title": exercise.title,
        "minutes": exercise.minutes,
        "name": exercise.filename,
        "module": exercise.name,
        "importable": exercise.importable,
        "limit_s": exercise.time_limit_s,
        "suite": {"path": f"{exercise.key}/{exercise.suite.name}", "source": read_text(exercise.suite)},
        "given": {name: text for path in exercise.given_paths for name, text in texts(path).items()},
        "starter": starter,
        "starter_digest": digest(starter),
        "checks": checks,
    }


def solution_data(exercise: Exercise) -> dict[str, Any]:
    """The reference solution, with the same names as the starter."""
    return {"files": texts(exercise.solution)}


def texts(path: Path) -> dict[str, str]:
    """The text of a file by its name, or of all files of a folder by their names below its parent.

    Raises:
        CourseError: If one is missing, or is not UTF-8 text.
    """
    if not path.is_dir():
        return {path.name: read_text(path)}
    inside = (file for file in sorted(path.rglob("*")) if file.is_file())
    wanted = (file for file in inside if all(is_content(path / part) for part in file.relative_to(path).parts))
    return {file.relative_to(path.parent).as_posix(): read_text(file) for file in wanted}


def read_text(path: Path) -> str:
    """The text of a file, with newlines as Python reads them.

    Raises:
        CourseError: If it is missing, or is not UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(f"The file `{path.name}` cannot be read.", path=path, hint="Write it.") from error
    except UnicodeDecodeError as error:
        raise CourseError(f"The file `{path.name}` is not UTF-8 text.", path=path, hint="Save it as UTF-8.") from error


def digest(files: dict[str, str]) -> str:
    """Sixteen hexadecimal digits that change when a name or a text does."""
    return hashlib.sha256(json.dumps(sorted(files.items())).encode()).hexdigest()[:16]
