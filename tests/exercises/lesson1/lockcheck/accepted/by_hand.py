"""No library: a regular expression for names, tuples of numbers for versions."""

import re
import tomllib

NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]|[A-Za-z0-9])\s*(?:\[[^\]]*\])?\s*")
CLAUSE = re.compile(r"(~=|==|!=|>=|<=|<|>)\s*([0-9.]+(?:\.\*|\*)?)$")


def fold(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def split(requirement):
    """The folded name, and what stands between it and the marker."""
    match = NAME.match(requirement)
    rest = requirement[match.end() :]
    if not rest.startswith("@"):
        rest = rest.split(";")[0]
    return fold(match[1]), rest.strip().strip("()")


def numbers(version):
    parts = [int(part) for part in version.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def allows(clause, version):
    operator, bound = CLAUSE.match(clause.strip()).groups()
    have, limit = numbers(version), numbers(bound)
    if operator == "~=":
        prefix = tuple(int(part) for part in bound.split("."))[:-1]
        return have >= limit and (have + (0,) * len(prefix))[: len(prefix)] == prefix
    return {
        "==": have == limit,
        "!=": have != limit,
        ">=": have >= limit,
        "<=": have <= limit,
        ">": have > limit,
        "<": have < limit,
    }[operator]


def entries(text):
    current = ""
    for line in text.splitlines():
        line = re.sub(r"(^|\s)#.*$", "", line).rstrip()
        if line.endswith("\\"):
            current += line[:-1] + " "
            continue
        current = (current + line).strip()
        if current and not current.startswith("--"):
            yield current
        current = ""


def check_lock(pyproject, lock_text, requires):
    declared = dict(split(line) for line in tomllib.loads(pyproject)["project"]["dependencies"])
    graph = {fold(name): [split(line)[0] for line in lines] for name, lines in requires.items()}
    problems, present = set(), set()

    for entry in entries(lock_text):
        hashed = " --hash=" in entry
        head = entry.split(" --hash=")[0].strip()
        if head.startswith("-e"):
            name = fold(head.split("#egg=")[1])
            present.add(name)
            problems.add(("floating", name))
            continue
        name, rest = split(head)
        present.add(name)
        if rest.startswith("@"):
            address = rest.split(" ;")[0].strip()
            if not hashed and not re.search(r"@[0-9a-fA-F]{40}$", address):
                problems.add(("floating", name))
            continue
        if not hashed:
            problems.add(("no-hash", name))
        pin = re.fullmatch(r"==\s*([0-9.]*[0-9])", rest)
        if not pin:
            problems.add(("unpinned", name))
        elif not all(allows(clause, pin[1]) for clause in declared.get(name, "").split(",") if clause):
            problems.add(("stale", name))

    needed, todo = set(), set(declared)
    while todo:
        needed |= todo
        todo = {child for name in todo for child in graph.get(name, [])} - needed
    return problems | {("missing", name) for name in needed - present}
