"""YAML with line numbers: values as plain data, and the line that each of them stands on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from prodready.errors import CourseError

Place = tuple[str | int, ...]
"""Where a value stands: the keys and indexes from the root, such as `("questions", 2, "id")`."""


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one YAML file.

    Args:
        path: The file.
        data: Its content as dicts, lists and scalars.
        lines: The line of every value and key by its place, counted from 1.
    """

    path: Path
    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest value around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(path: Path) -> Document:
    """Read one YAML document.

    Raises:
        CourseError: If the file is missing, is not UTF-8, is not YAML, or gives one key twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CourseError("There is no such file.", path=path, hint="Create it, or mend the name.") from error
    except UnicodeDecodeError as error:
        raise CourseError("The file is not UTF-8 text.", path=path, hint="Save it as UTF-8.") from error
    return parse(text, path)


def parse(text: str, path: Path) -> Document:
    """Read `text`, which is the YAML at the top of `path`, or all of it.

    Raises:
        CourseError: If it is not YAML, or gives one key twice.
    """
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Place, int] = {}
        data = _plain(loader, node, (), lines, path) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        fact = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        hint = "Mend that line; text with `: ` or `#` in it needs quotes."
        raise CourseError(f"The file is not YAML: {fact}", path=path, line=line, hint=hint) from error
    finally:
        loader.dispose()
    return Document(path, data, lines)


def _plain(loader: yaml.SafeLoader, node: yaml.Node, place: Place, lines: dict[Place, int], path: Path) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        result: dict[str | int, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + 1
            if not isinstance(key, str | int):
                message = f"The key `{key_node.value}` is not a name."
                raise CourseError(message, path=path, line=line, hint="Put it in quotes.")
            if key in result:
                raise CourseError(f"The key `{key}` is given twice.", path=path, line=line, hint="Remove one of them.")
            lines[(*place, key)] = line
            result[key] = _plain(loader, value_node, (*place, key), lines, path)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, child, (*place, index), lines, path) for index, child in enumerate(node.value)]
    return loader.construct_object(node, deep=True)
