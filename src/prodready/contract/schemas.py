"""Data files against their JSON Schemas, with the line of each complaint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from prodready.catalog import COURSE_FILE, Course
from prodready.errors import CourseError, MissingExtra


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
    text = path.read_text(encoding="utf-8")
    schema = json.loads(files("prodready.schemas").joinpath(f"{name}.schema.json").read_text(encoding="utf-8"))
    root = yaml.compose(text)
    for problem in Draft202012Validator(schema).iter_errors(_with_text_keys(yaml.safe_load(text))):
        place = "/".join(map(str, problem.absolute_path)) or "the file"
        hint = f"See `src/prodready/schemas/{name}.schema.json`."
        yield CourseError(f"`{place}`: {problem.message}", path=path, line=_line(root, list(problem.absolute_path)), hint=hint)


def _with_text_keys(value: Any) -> Any:
    """As JSON would have it: YAML allows numbers as keys."""
    if isinstance(value, dict):
        return {str(key): _with_text_keys(item) for key, item in value.items()}
    return [_with_text_keys(item) for item in value] if isinstance(value, list) else value


def _line(node: Any, steps: list[Any]) -> int:
    """The line of what `steps` lead to, as far as they lead."""
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return int(node.start_mark.line) + 1 if node is not None else 1
