"""Written from the page and the starter alone."""

import re
import tomllib
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

COMMENT = re.compile(r"(^|\s)#.*$")
EDITABLE = re.compile(r"-e\s.*#egg=(?P<name>[A-Za-z0-9._-]+)")
COMMIT = re.compile(r"@[0-9a-fA-F]{40}$")


class Entry(NamedTuple):
    name: str
    hashed: bool
    editable: bool = False
    url: str | None = None
    specifier: SpecifierSet = SpecifierSet()

    @property
    def version(self):
        """The one version that the entry names, or None."""
        specifiers = list(self.specifier)
        if len(specifiers) == 1 and specifiers[0].operator == "==" and not specifiers[0].version.endswith(".*"):
            return specifiers[0].version
        return None

    @property
    def floating(self):
        if self.editable:
            return True
        return self.url is not None and not self.hashed and not COMMIT.search(self.url)


def logical_lines(text):
    """The lines without comments, joined where they end in a backslash, in the way that pip does it."""
    parts = []
    for line in text.splitlines():
        more = line.endswith("\\") and not line.lstrip().startswith("#")
        parts.append(line[:-1] if more else line)
        if not more:
            yield COMMENT.sub("", " ".join(parts)).strip()
            parts = []
    yield COMMENT.sub("", " ".join(parts)).strip()


def entries(lock_text):
    for line in logical_lines(lock_text):
        if not line or line.startswith("--"):
            continue
        requirement, *options = re.split(r"\s+(?=--)", line)
        hashed = any(re.match(r"--hash[=\s]", option) for option in options)
        if re.match(r"-e\s", requirement):
            found = EDITABLE.match(requirement)
            if not found:
                raise ValueError(f"an address without a name: {line!r}")
            yield Entry(canonicalize_name(found["name"]), hashed, editable=True)
        else:
            parsed = Requirement(requirement)
            yield Entry(canonicalize_name(parsed.name), hashed, url=parsed.url, specifier=parsed.specifier)


def tree(roots, requires):
    """All the packages that are needed: the roots, and what those need in turn."""
    needs = {}
    for package, lines in requires.items():
        needs.setdefault(canonicalize_name(package), set()).update(canonicalize_name(Requirement(r).name) for r in lines)
    seen, waiting = set(), list(roots)
    while waiting:
        package = waiting.pop()
        if package not in seen:
            seen.add(package)
            waiting.extend(needs.get(package, ()))
    return seen


def check_lock(pyproject, lock_text, requires):
    dependencies = map(Requirement, tomllib.loads(pyproject).get("project", {}).get("dependencies", []))
    ranges = {canonicalize_name(dependency.name): dependency.specifier for dependency in dependencies}
    locked = list(entries(lock_text))

    problems = {("missing", name) for name in tree(ranges, requires) - {entry.name for entry in locked}}
    for entry in locked:
        if entry.editable or entry.url:
            if entry.floating:
                problems.add(("floating", entry.name))
            continue
        if not entry.hashed:
            problems.add(("no-hash", entry.name))
        if entry.version is None:
            problems.add(("unpinned", entry.name))
        elif not ranges.get(entry.name, SpecifierSet()).contains(entry.version, prereleases=True):
            problems.add(("stale", entry.name))
    return problems


if __name__ == "__main__":
    project = '[project]\nname = "invoices"\ndependencies = ["requests>=2.31"]\n'
    lock = "requests==2.30.0 \\\n    --hash=sha256:0d\nidna>=3\n"
    print(check_lock(project, lock, {"requests": ["urllib3>=1.21,<3", "idna"]}))
