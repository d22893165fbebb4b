"""Reference solution: `packaging` reads requirements and compares versions; this file reads lines and follows the tree."""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

COMMIT = re.compile(r"@[0-9a-f]{40}$")


class Entry(NamedTuple):
    """What one entry of a lock fixes.

    Args:
        package: Its folded name.
        place: An address, or the whole of an `-e`; empty for a version from the index.
        version: The one version that it names; empty if it names none, or more than one.
        hashed: Whether it says which bytes it means.
    """

    package: str
    place: str
    version: str
    hashed: bool

    def problems(self) -> Iterator[str]:
        """What is wrong with this entry alone."""
        if self.place:
            if not self.hashed and not COMMIT.search(self.place):
                yield "floating"
            return
        if not self.version:
            yield "unpinned"
        if not self.hashed:
            yield "no-hash"


def check_lock(pyproject, lock_text, requires):
    """Every problem of the lock, as pairs of kind and package."""
    entries = [parse(line) for line in logical_lines(lock_text)]
    ranges = {}
    for text in tomllib.loads(pyproject)["project"]["dependencies"]:
        requirement = Requirement(text)
        ranges[canonicalize_name(requirement.name)] = requirement.specifier

    found = {(kind, entry.package) for entry in entries for kind in entry.problems()}
    for entry in entries:
        if entry.version and entry.version not in ranges.get(entry.package, SpecifierSet()):
            found.add(("stale", entry.package))
    absent = needed(ranges, requires) - {entry.package for entry in entries}
    found.update(("missing", package) for package in absent)
    return found


def logical_lines(text):
    """One line for each entry, without comments and settings."""
    # Only a space in front makes `#` a comment: in an address it begins the fragment.
    bare = (re.sub(r"(^|\s)#.*", "", line) for line in text.splitlines())
    joined = re.sub(r"\\\s*\n", " ", "\n".join(bare))
    return [line.strip() for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("--")]


def parse(line):
    """The entry that a logical line stands for."""
    head, *hashes = re.split(r"\s--hash=", line)
    if head.startswith("-e"):
        return Entry(canonicalize_name(head.rpartition("#egg=")[2].strip()), head, "", hashed=False)
    requirement = Requirement(head)
    return Entry(canonicalize_name(requirement.name), requirement.url or "", one_version(requirement), bool(hashes))


def one_version(requirement):
    """The version that a requirement pins, or an empty text."""
    match list(requirement.specifier):
        case [only] if only.operator == "==" and not only.version.endswith(".*"):
            return only.version
    return ""


def needed(declared, requires):
    """The declared packages, what they require, what that requires, and so on."""
    edges = {canonicalize_name(name): texts for name, texts in requires.items()}
    seen, waiting = set(), list(declared)
    while waiting:
        package = waiting.pop()
        # Asked before its requirements are followed, so that a circle comes to an end.
        if package not in seen:
            seen.add(package)
            waiting += [canonicalize_name(Requirement(text).name) for text in edges.get(package, ())]
    return seen
