"""Imports the submission and what comes with it from where they lie, and nothing else from there.

A finder instead of an entry in `sys.path`: a scratch file called `json.py` beside the learner's work shadows nothing, and
no two submissions ever see each other.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import Any


@functools.lru_cache(maxsize=64)
def _compiled(source: bytes, path: str) -> Any:
    """The code of a file. Each check imports it anew, and what was read decides: nothing is a second too old."""
    return importlib.machinery.SourceFileLoader("", path).source_to_code(source, path)


@functools.lru_cache(maxsize=64)
def _imported(source: bytes) -> frozenset[str]:
    """Top-level names that a file imports; none if it is not Python."""
    found: set[str] = set()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return frozenset()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return frozenset(found)


class FreshLoader(importlib.machinery.SourceFileLoader):
    """Reads the source each time: a cached file could be a second too old, and would litter the learner's folder."""

    def path_stats(self, path: Any) -> Any:
        """No statistics, hence no bytecode file is read or written."""
        raise OSError("bytecode is not cached")

    def set_data(self, path: Any, data: Any, *, _mode: int = 0o666) -> None:
        """Write nothing."""

    def source_to_code(self, data: Any, path: Any, **options: Any) -> Any:  # type: ignore[override]  # static in typeshed
        """Compiled once for all checks, as long as the source is the same."""
        return _compiled(data, path)


@dataclass
class Sources(MetaPathFinder):
    """The files of one submission.

    Args:
        module: Under which name the submission is imported.
        path: The submission, a file or a package folder.
        given: Module name -> file, of what comes with the exercise.
        name: What the file or folder is called in reports; by default after the module.
    """

    module: str
    path: str
    given: dict[str, str] = field(default_factory=dict)
    name: str = ""

    def __post_init__(self) -> None:
        self.path = os.path.realpath(self.path)
        self.given = {name: os.path.realpath(path) for name, path in self.given.items()}
        self._prefix = self.path + os.sep
        self.name = self.name or self.module + ("" if os.path.isdir(self.path) else ".py")
        self._aside: dict[str, ModuleType] = {}
        self._labels: dict[str, str] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The place of a module of the submission; None for every other name."""
        if path is None and fullname == self.module:
            return _spec(fullname, self.path)
        if path is None and fullname in self.given:
            return _spec(fullname, self.given[fullname])
        if path and fullname.startswith(f"{self.module}."):
            inside = os.path.join(path[0], fullname.rpartition(".")[2])
            return _spec(fullname, inside if os.path.isdir(inside) else inside + ".py")
        return None

    def install(self) -> None:
        """Be asked before every other finder."""
        if self not in sys.meta_path:
            mine = {self.module, *self.given}
            self._aside = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in mine}
            sys.meta_path.insert(0, self)

    def remove(self) -> None:
        """Be asked no more, forget what was imported, and put back what has the same name."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        self.forget()
        sys.modules.update(self._aside)
        self._aside = {}

    def forget(self) -> None:
        """Drop the submission's modules, so that the next import starts from scratch."""
        mine = {self.module, *self.given}
        for name in [name for name in sys.modules if name.partition(".")[0] in mine]:
            del sys.modules[name]

    @staticmethod
    def forget_folders() -> None:
        """Look into folders again, since files may have been written there.

        `importlib.invalidate_caches()` would read the whole directory of the standard library's archive as well, which is
        what Pyodide has, at the next import of what is not there.
        """
        for finder in sys.path_importer_cache.values():
            if isinstance(finder, importlib.machinery.FileFinder):
                finder.invalidate_caches()

    def label(self, path: str) -> str:
        """`yours/…` or `given/…` for files of the submission, `<name>` for a fake, two last parts for all others."""
        if path.startswith("<") or not path:
            return path
        if path not in self._labels:
            self._labels[path] = self._label(path)
        return self._labels[path]

    def _label(self, path: str) -> str:
        real = os.path.realpath(path)
        if real == self.path:
            return f"yours/{self.name}"
        if real.startswith(self._prefix):
            return f"yours/{self.name}/{os.path.relpath(real, self.path).replace(os.sep, '/')}"
        for name, given in self.given.items():
            if real == given:
                return f"given/{name}.py"
        return "/".join(real.replace(os.sep, "/").split("/")[-2:])

    def beside(self) -> frozenset[str]:
        """Entries of `sys.path` through which scratch files would be found: `python -m pytest` adds its folder."""
        folder = os.path.dirname(self.path)
        return frozenset(place for place in sys.path if not place or os.path.realpath(place) == folder)

    def python_files(self) -> list[str]:
        """Paths of the submission's own Python files."""
        if os.path.isfile(self.path):
            return [self.path]
        walk = os.walk(self.path)
        return [os.path.join(root, name) for root, _, names in walk for name in sorted(names) if name.endswith(".py")]

    def imported_libraries(self) -> set[str]:
        """Top-level names that the submission imports. Used to set libraries up, never to judge."""
        found: set[str] = set()
        for path in self.python_files():
            with contextlib.suppress(OSError), open(path, "rb") as file:
                found |= _imported(file.read())
        return found

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def _spec(name: str, path: str) -> importlib.machinery.ModuleSpec | None:
    if os.path.isdir(path):
        init = os.path.join(path, "__init__.py")
        if not os.path.isfile(init):
            return None
        return importlib.util.spec_from_file_location(
            name, init, loader=FreshLoader(name, init), submodule_search_locations=[path]
        )
    if not os.path.isfile(path):
        return None
    return importlib.util.spec_from_file_location(name, path, loader=FreshLoader(name, path))
