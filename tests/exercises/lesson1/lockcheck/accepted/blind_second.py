"""Written from the page and the starter alone."""

import re
import tomllib
from dataclasses import dataclass
from itertools import zip_longest

REQUIREMENT = re.compile(r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(.*)", re.DOTALL)
COMMENT = re.compile(r"(?:^|\s)#.*")
HASH = re.compile(r"\s--hash[=\s]\s*\S.*", re.DOTALL)
COMMIT = re.compile(r"@[0-9a-fA-F]{40}\Z")
CLAUSE = re.compile(r"(~=|==|!=|<=|>=|<|>)\s*([0-9.]+?)(\.\*)?")


@dataclass
class Requirement:
    """One requirement: whose, and either an address or clauses such as `(">=", (2, 31), False)`; `True` is a star."""

    package: str
    address: str | None
    clauses: list[tuple[str, tuple[int, ...], bool]]

    def version(self):
        """The one version that it names with `==`, or None."""
        if len(self.clauses) == 1:
            operator, version, star = self.clauses[0]
            if operator == "==" and not star:
                return version
        return None


def normalized(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def parse(text):
    match = REQUIREMENT.match(text)
    if not match:
        raise ValueError(f"not a requirement: {text!r}")
    package, rest = normalized(match[1]), match[2]
    if rest.startswith("@"):
        return Requirement(package, rest[1:].split()[0], [])
    clauses = []
    for part in rest.partition(";")[0].strip(" \t()").split(","):
        if part.strip():
            clause = CLAUSE.fullmatch(part.strip())
            if not clause:
                raise ValueError(f"not a version range: {part!r} in {text!r}")
            version = tuple(int(number) for number in clause[2].split("."))
            clauses.append((clause[1], version, bool(clause[3])))
    return Requirement(package, None, clauses)


def compare(left, right):
    """-1, 0 or 1: 2.31 is as much as 2.31.0."""
    for a, b in zip_longest(left, right, fillvalue=0):
        if a != b:
            return -1 if a < b else 1
    return 0


def begins(version, prefix):
    """Whether the version is one of `prefix.*`."""
    return compare(version[: len(prefix)], prefix) == 0


def fits(version, operator, other, star):
    order = compare(version, other)
    match operator:
        case "==":
            return begins(version, other) if star else order == 0
        case "!=":
            return not begins(version, other) if star else order != 0
        case "~=":
            return order >= 0 and begins(version, other[:-1])
        case ">=":
            return order >= 0
        case "<=":
            return order <= 0
        case ">":
            return order > 0
        case "<":
            return order < 0


def entries(lock_text):
    """The entries of a lock, each in one line and without comments."""
    joined = []
    for line in [*lock_text.splitlines(), ""]:
        uncommented = COMMENT.sub("", line)
        joined.append(uncommented.removesuffix("\\"))
        # A backslash at the end of a comment belongs to the comment.
        if not uncommented.endswith("\\"):
            entry = " ".join(joined).strip()
            joined = []
            if entry and not entry.startswith("--"):
                yield entry


def check_entry(entry, declared):
    """The package of an entry, and the kinds of its problems."""
    if re.match(r"-e\s", entry):
        return normalized(entry.split()[1].rpartition("#egg=")[2]), {"floating"}
    hashed = bool(HASH.search(entry))
    locked = parse(HASH.sub("", entry))
    if locked.address:
        return locked.package, set() if hashed or COMMIT.search(locked.address) else {"floating"}
    kinds = set() if hashed else {"no-hash"}
    version = locked.version()
    if version is None:
        kinds.add("unpinned")
    elif locked.package in declared and not all(fits(version, *c) for c in declared[locked.package].clauses):
        kinds.add("stale")
    return locked.package, kinds


def check_lock(pyproject, lock_text, requires):
    dependencies = tomllib.loads(pyproject).get("project", {}).get("dependencies", [])
    declared = {requirement.package: requirement for requirement in map(parse, dependencies)}
    needs = {normalized(name): {parse(line).package for line in lines} for name, lines in requires.items()}

    needed, waiting = set(), list(declared)
    while waiting:
        package = waiting.pop()
        if package not in needed:
            needed.add(package)
            waiting.extend(needs.get(package, ()))

    problems, locked = set(), set()
    for entry in entries(lock_text):
        package, kinds = check_entry(entry, declared)
        locked.add(package)
        problems.update((kind, package) for kind in kinds)
    return problems | {("missing", package) for package in needed - locked}


if __name__ == "__main__":
    project = '[project]\nname = "invoices"\ndependencies = ["requests>=2.31"]\n'
    lock = "requests==2.30.0 \\\n    --hash=sha256:0d\nidna>=3\n"
    print(check_lock(project, lock, {"requests": ["urllib3>=1.21,<3", "idna"]}))
