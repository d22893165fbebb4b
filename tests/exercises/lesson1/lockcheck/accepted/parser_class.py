"""A small parser of the whole format, in the manner of pip's own, with named tuples as results."""

import re
import tomllib
from collections import namedtuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

Problem = namedtuple("Problem", "kind package")


class Line:
    def __init__(self, text):
        words = text.split()
        self.hashes = [word for word in words if word.startswith("--hash=")]
        rest = " ".join(word for word in words if not word.startswith("--hash="))
        self.editable = bool(re.match(r"(-e|--editable)\b", rest))
        if self.editable:
            self.name = canonicalize_name(rest.split("#egg=", 1)[1])
            self.requirement = None
        else:
            self.requirement = Requirement(rest)
            self.name = canonicalize_name(self.requirement.name)

    @property
    def url(self):
        return self.requirement.url if self.requirement else None

    @property
    def pinned(self):
        specifiers = list(self.requirement.specifier)
        if len(specifiers) != 1 or specifiers[0].operator != "==" or "*" in specifiers[0].version:
            return None
        return Version(specifiers[0].version)


class RequirementsFile:
    def __init__(self, text):
        self.lines = []
        parts = []
        for raw in text.splitlines():
            stripped = raw.strip()
            if stripped.startswith("#"):
                continue
            stripped = re.split(r"\s#", stripped)[0].strip()
            parts.append(stripped.removesuffix("\\"))
            if stripped.endswith("\\"):
                continue
            whole = " ".join(parts).strip()
            parts = []
            if whole and not (whole.startswith("--") and not whole.startswith("--editable")):
                self.lines.append(Line(whole))


def of_line(line, declared):
    if line.editable:
        yield Problem("floating", line.name)
    elif line.url:
        _, _, commit = line.url.rpartition("@")
        if not line.hashes and not re.fullmatch("[0-9a-f]{40}", commit):
            yield Problem("floating", line.name)
    else:
        if not line.hashes:
            yield Problem("no-hash", line.name)
        if line.pinned is None:
            yield Problem("unpinned", line.name)
        elif line.name in declared and not declared[line.name].specifier.contains(line.pinned, prereleases=True):
            yield Problem("stale", line.name)


def check_lock(pyproject, lock_text, requires):
    requirements = map(Requirement, tomllib.loads(pyproject)["project"]["dependencies"])
    declared = {canonicalize_name(r.name): r for r in requirements}
    lock = RequirementsFile(lock_text)
    found = {problem for line in lock.lines for problem in of_line(line, declared)}

    graph = {canonicalize_name(k): {canonicalize_name(Requirement(v).name) for v in vs} for k, vs in requires.items()}
    needed = set(declared)
    while True:
        more = needed.union(*(graph.get(name, set()) for name in needed))
        if more == needed:
            break
        needed = more
    locked = {line.name for line in lock.lines}
    return found | {Problem("missing", name) for name in needed - locked}
