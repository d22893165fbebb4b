"""A submission that is a folder of files: read as text in every runtime, installed and run where there are processes."""

from __future__ import annotations

import ast
import runpy
import sys
import tomllib
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import pytest
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

from prodready.files import below
from prodready.kit.links import Installed, Link, NotHere
from prodready.kit.locks import Lock, Pin, holds_on
from prodready.kit.needs import Need, follow
from prodready.kit.outcome import CheckFailed
from prodready.kit.wheels import Package
from prodready.words import say

MAX_BYTES = 256 * 1024
"""Of a file that is read; what calls return has the same bound."""

BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
"""What pip understands at the start of a requirements file; some shells write it there on their own."""


class Project:
    """The files of a folder, for one check. What is missing or cannot be read fails the check in words.

    Args:
        link: Of the submission.
        lockfile: The name of the lock.
    """

    def __init__(self, link: Link, lockfile: str = "requirements.lock") -> None:
        self._link, self._root, self.lockfile = link, link.files.path, lockfile

    def names(self) -> list[str]:
        """Every file, with `/` between folders; not what tools and editors leave there."""
        return [path.relative_to(self._root).as_posix() for path in below(self._root)]

    def text(self, name: str) -> str:
        """The text of a file; however its lines end, they end in a line feed here."""
        if name not in self.names():
            raise CheckFailed(say("project.file", name=name), say("project.no_file"))
        data = (self._root / name).read_bytes()
        if len(data) > MAX_BYTES:
            raise CheckFailed(say("project.file", name=name), say("project.too_large", most=MAX_BYTES // 1024))
        encoding = next((found for mark, found in BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            raise CheckFailed(say("project.text", name=name), say("project.no_text")) from None

    @cached_property
    def lock(self) -> Lock:
        """What the lock says."""
        return Lock.parse(self.text(self.lockfile))

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """The table `[project]` of `pyproject.toml`."""
        try:
            found = tomllib.loads(self.text("pyproject.toml")).get("project", {})
        except tomllib.TOMLDecodeError as error:
            raise CheckFailed(say("project.toml"), str(error)) from None
        return found if isinstance(found, dict) else {}

    @cached_property
    def dependencies(self) -> tuple[Requirement, ...]:
        """What the project asks for."""
        listed = self.metadata.get("dependencies")
        if not isinstance(listed, list):
            raise CheckFailed(say("project.table", name="dependencies"), say("project.no_file"))
        return tuple(map(_requirement, listed))

    @cached_property
    def requires_python(self) -> SpecifierSet:
        """The Pythons that the project promises to run on."""
        text = self.metadata.get("requires-python")
        if not isinstance(text, str):
            raise CheckFailed(say("project.table", name="requires-python"), say("project.no_file"))
        try:
            return SpecifierSet(text)
        except InvalidSpecifier:
            raise CheckFailed(say("project.specifier"), repr(text)) from None

    def imports(self) -> dict[str, str]:
        """What the project's Python files import beyond the standard library and themselves: name to file and line."""
        files = [name for name in self.names() if name.endswith(".py")]
        own = {name.partition("/")[0].removesuffix(".py") for name in files}
        found: dict[str, str] = {}
        for name in files:
            for imported, line in _imports(self._parse(name)):
                if imported not in own | sys.stdlib_module_names:
                    found.setdefault(imported, f"{name}, line {line}")
        return found

    def _parse(self, name: str) -> ast.Module:
        try:
            return ast.parse(self.text(name))
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            observed = f"{getattr(error, 'msg', error)}" + (f" (line {line})" if line else "")
            raise CheckFailed(say("project.python", name=name), observed) from None

    def packages(self, given: str) -> tuple[Package, ...]:
        """The list `PACKAGES` of a file that comes with the exercise.

        Args:
            given: Its name without `.py`.
        """
        return tuple(runpy.run_path(str(self._link.files.given[given]))["PACKAGES"])

    def pins(self, python: str = "") -> dict[str, Pin]:
        """The lines of the lock that count on Linux with a Python such as `3.11`, or on this machine, by name."""
        return {pin.name: pin for pin in self.lock.pins if holds_on(pin.marker, python)}

    def declared(self, python: str) -> set[str]:
        """Names of what the project itself asks for on Linux with a Python such as `3.11`, normalised."""
        return {canonicalize_name(need.name) for need in self.dependencies if holds_on(need.marker, python)}

    def needs(self, packages: Sequence[Package], python: str) -> tuple[Need, ...]:
        """See `follow`: what the project needs, if `packages` are all the releases that exist."""
        return follow(self.dependencies, self.pins(python), packages, python)

    def install(self, packages: Iterable[Package]) -> Installed:
        """An environment from the lock alone, with `packages` as the only files there are. Needs `process`.

        The checks of a suite that pass the same packages share one environment. Lines that are no packages are refused
        before any installer sees them: it would ask an index, or build what lies at a path.
        """
        others = self.lock.others
        if others:
            raise CheckFailed(say("project.environment"), say("project.not_started", line=others[0]))
        try:
            return self._link.install(self.text(self.lockfile), packages)
        except NotHere as missing:
            pytest.skip(str(missing))


def _requirement(listed: object) -> Requirement:
    try:
        return Requirement(str(listed))
    except InvalidRequirement:
        raise CheckFailed(say("project.requirement"), repr(listed)) from None


def _imports(tree: ast.Module) -> Iterable[tuple[str, int]]:
    """Top-level names of absolute imports, wherever they stand, with their line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno
