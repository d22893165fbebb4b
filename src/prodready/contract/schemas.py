"""Data files against their JSON Schemas, with the line of each complaint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from prodready.catalog import COURSE_FILE, Course
from prodready.errors import CourseError, MissingExtra
from prodready.yamllines import read


def violations(course: Course) -> list[CourseError]:
    """Complaints about `course.yml` and about every `exercise.yml`; quizzes and pages are judged by their own modules.

    Raises:
        MissingExtra: If jsonschema is not installed.
    """
    described = sorted(course.suites_dir.glob("*/*/exercise.yml"))
    found = list(_against(course.root / COURSE_FILE, "course"))
    for path in described:
        found += _against(path, "exercise")
    return found


def _against(path: Path, name: str) -> Iterator[CourseError]:
    try:
        from jsonschema import Draft202012Validator
    except ImportError as error:
        raise MissingExtra("jsonschema", "author") from error
    try:
        document = read(path)
    except CourseError as error:
        yield error
        return
    # JSON has no numbers as keys.
    lines = {tuple(map(str, place)): line for place, line in document.lines.items()}
    schema = json.loads(files("prodready.schemas").joinpath(f"{name}.schema.json").read_text(encoding="utf-8"))
    for problem in Draft202012Validator(schema).iter_errors(_with_text_keys(document.data)):
        place = tuple(map(str, problem.absolute_path))
        hint = f"See `src/prodready/schemas/{name}.schema.json`."
        message = f"`{'/'.join(place) or 'the file'}`: {problem.message}"
        yield CourseError(message, path=path, line=lines.get(place, 1), hint=hint)


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(item) for key, item in value.items()}
    return [_with_text_keys(item) for item in value] if isinstance(value, list) else value
