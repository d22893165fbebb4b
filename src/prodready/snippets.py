"""The files beside a page that a reader can run and change: which programs there are, and what each of them takes along.

A page names them in its blocks: `/// run | incident.py`, `/// listing | broken.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prodready.catalog import Course

FAULT_TIME = "03:00"
"""A run before it shows what is not broken yet."""

LONGEST_NAME = 60
"""Characters of a string that may be the name of a file."""

_BLOCK = re.compile(r"^/{3,} (listing|breaks|holds|run) \| (\S+)\n((?:    .*\n)*)", re.MULTILINE)
_OPTION = re.compile(r'^    (\w+): "?([^"\n]*)"?$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Program:
    """A program that a page runs.

    Args:
        name: Its file.
        needs: What a machine must have to run it, one of the kit's `NEEDS`; empty if a page's own Python has everything.
        clock: The time of the act.
    """

    name: str
    needs: str
    clock: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What the playground begins with.

    Args:
        files: Names of the files beside the page.
        main: The one that is run.
    """

    files: tuple[str, ...]
    main: str


@dataclass(frozen=True, slots=True)
class Snippets:
    """The files of one folder that pages name.

    Args:
        folder: Where they are.
        shown: Names of the files that a page shows, in the order of the pages.
        programs: Those that a page runs, in that order.
    """

    folder: Path
    shown: tuple[str, ...]
    programs: tuple[Program, ...]

    def opened(self, name: str) -> Opened | None:
        """What is opened with a file; None if no browser can run it, or if it is not Python."""
        if not name.endswith(".py") or name not in (*self.shown, *(program.name for program in self.programs)):
            return None
        own = next((program for program in self.programs if program.name == name), None)
        users = [program for program in self.programs if name in closure(self.folder, program.name)]
        able = [program for program in users if not program.needs]
        if own is not None:
            return None if own.needs else Opened(closure(self.folder, name), name)
        if users and not able:
            return None
        main = next((program.name for program in able if program.clock >= FAULT_TIME), able[0].name if able else name)
        return Opened(tuple(dict.fromkeys((name, *closure(self.folder, main)))), main)


def snippets(course: Course) -> list[Snippets]:
    """Those of all pages, in the order of their folders."""
    folders = sorted({(page.parent / target).parent for page, targets in _blocks(course) for _, target, _ in targets})
    return [in_folder(course, folder) for folder in folders]


def in_folder(course: Course, folder: Path) -> Snippets:
    """What pages name of one folder."""
    shown: dict[str, None] = {}
    programs: dict[str, Program] = {}
    for page, blocks in _blocks(course):
        for kind, target, options in blocks:
            path = page.parent / target
            if path.parent != folder or not path.is_file():
                continue
            if kind == "run":
                programs[path.name] = Program(path.name, options.get("needs", ""), options.get("clock", FAULT_TIME))
            else:
                shown[path.name] = None
    return Snippets(folder, tuple(shown), tuple(programs.values()))


def key(course: Course, path: Path) -> str:
    """How a file beside a page is called in addresses, such as `lesson3/broken.py`."""
    return path.relative_to(course.docs_dir).as_posix()


def closure(folder: Path, name: str) -> tuple[str, ...]:
    """A file, and all those beside it that it uses, directly or not."""
    found = [name]
    for known in found:  # It grows while it is read.
        found += [other for other in used(folder / known) if other not in found and other.endswith(".py")]
    return tuple(found)


def used(path: Path) -> list[str]:
    """Names of the files beside a script that it uses, in the order in which it names them."""
    found: dict[str, None] = {}
    for name in _names(ast.parse(path.read_text(encoding="utf-8"))):
        if name != path.name and "/" not in name and (path.parent / name).is_file():
            found[name] = None
    return list(found)


def _names(tree: ast.Module) -> Iterator[str]:
    """Files that a script may mean: modules that it imports, strings that end in `.py`, and strings that name a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"{alias.name}.py" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{node.module}.py"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < LONGEST_NAME:
            yield node.value if node.value.endswith(".py") else f"{node.value}.py"


def _blocks(course: Course) -> list[tuple[Path, list[tuple[str, str, dict[str, str]]]]]:
    """Kind, target and options of every block that names a file, by page."""
    pages = sorted(course.docs_dir.glob("**/*.md"))
    return [
        (
            page,
            [
                (kind, target, dict(_OPTION.findall(text)))
                for kind, target, text in _BLOCK.findall(page.read_text(encoding="utf-8"))
            ],
        )
        for page in pages
    ]
