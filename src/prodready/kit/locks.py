"""What a lock says, whatever tool wrote it: pip's requirements format, line by line, as text.

The format is that of https://pip.pypa.io/en/stable/reference/requirements-file-format/. Nothing is installed or asked here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name, canonicalize_version

from prodready.kit.wheels import Package

MAX_SHOWN = 100
"""Characters of a line that people are shown."""

_COMMENT_LINE = re.compile(r"\s*#")
_COMMENT = re.compile(r"(^|\s+)#.*$")
_HASH = re.compile(r"\s--hash(?:=|\s+)(\S+)")
_OPTION = re.compile(r"(^|\s)-")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a lock: with continuations joined, without comments.

    Args:
        number: Of its first line in the file, counted from 1.
        text: Without hashes.
    """

    number: int
    text: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.text[:MAX_SHOWN]}"


@dataclass(frozen=True, slots=True)
class Pin(Line):
    """A line that names a package.

    Args:
        name: Normalised: small letters, `-` for `_` and `.`.
        version: The exact one; empty if the line admits several, or any.
        hashes: Such as `sha256:0f3c…`.
        marker: Of the environments that the line is for; None for all.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    marker: Marker | None

    def names(self, release: Package) -> bool:
        """Whether the line is about this release; `1.2` and `1.2.0` are one version."""
        same = canonicalize_version(self.version) == canonicalize_version(release.version)
        return same and self.name == release.key

    def admits(self, wheel: bytes) -> bool:
        """Whether one of the hashes is that of this file."""
        return any(_digest(known.partition(":")[0], wheel) == known.lower() for known in self.hashes)


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything that a lock says.

    Args:
        pins: Its lines that name packages, in order.
        others: All other lines: options, addresses, paths, and what nobody can read.
    """

    pins: tuple[Pin, ...]
    others: tuple[Line, ...]

    @classmethod
    def parse(cls, text: str) -> Lock:
        """From the text of the file."""
        lines = list(_lines(text))
        return cls(
            tuple(line for line in lines if isinstance(line, Pin)),
            tuple(line for line in lines if not isinstance(line, Pin)),
        )


def holds_on(marker: Marker | None, python: str = "") -> bool:
    """Whether a marker holds.

    Args:
        marker: Of a line, or of a requirement; one that asks for an extra does not hold.
        python: On Linux with that Python, such as `3.11`; empty for this machine as it is.
    """
    if marker is None:
        return True
    if not python:
        return marker.evaluate({"extra": ""})
    return marker.evaluate(
        {
            "extra": "",
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "os_name": "posix",
            "platform_machine": "x86_64",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Linux",
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": "linux",
        }
    )


def _lines(text: str) -> Iterator[Line]:
    for number, joined in _joined(text):
        bare = _COMMENT.sub("", joined).strip()
        if bare:
            yield _read(number, bare)


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first; a comment ends a line that would go on, as pip has it."""
    parts: list[str] = []
    first = 1
    for number, line in enumerate(text.splitlines(), 1):
        first = first if parts else number
        comment = bool(_COMMENT_LINE.match(line))
        if line.endswith("\\") and not comment:
            parts.append(line[:-1])
            continue
        yield first, "".join([*parts, f" {line}" if comment else line])
        parts = []
    if parts:
        yield first, "".join(parts)


def _read(number: int, text: str) -> Line:
    hashes = tuple(_HASH.findall(text))
    bare = _HASH.sub("", text).strip()
    try:
        requirement = Requirement(bare)
    except InvalidRequirement:
        return Line(number, bare)
    if requirement.url or _OPTION.search(bare):
        return Line(number, bare)
    return Pin(number, bare, canonicalize_name(requirement.name), _exact(requirement), hashes, requirement.marker)


def _exact(requirement: Requirement) -> str:
    """The one version that a requirement admits; empty if there are several."""
    if len(requirement.specifier) != 1:
        return ""
    only = next(iter(requirement.specifier))
    return only.version if only.operator in ("==", "===") and not only.version.endswith(".*") else ""


def _digest(algorithm: str, data: bytes) -> str:
    if algorithm not in ("sha256", "sha384", "sha512"):
        return ""
    return f"{algorithm}:{hashlib.new(algorithm, data).hexdigest()}"
