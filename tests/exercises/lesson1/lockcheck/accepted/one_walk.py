"""Recursive, with a generator for entries; all kinds are tried on every entry, in a table of questions."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

COMMIT = re.compile(r"@[0-9a-f]{40}(\s*;.*)?$")


def check_lock(pyproject: str, lock_text: str, requires: dict[str, list[str]]) -> set[tuple[str, str]]:
    declared = [Requirement(text) for text in tomllib.loads(pyproject)["project"]["dependencies"]]
    entries = list(read(lock_text))
    problems = set()
    for name, text, hashed in entries:
        for kind, has in QUESTIONS.items():
            if has(text, hashed):
                problems.add((kind, name))
        problems |= {
            ("stale", name)
            for requirement in declared
            if canonicalize_name(requirement.name) == name and is_outside(text, requirement.specifier)
        }
    seen: set[str] = set()
    children = {canonicalize_name(name): texts for name, texts in requires.items()}

    def visit(name):
        name = canonicalize_name(name)
        if name in seen:
            return
        seen.add(name)
        for text in children.get(name, []):
            visit(Requirement(text).name)

    for requirement in declared:
        visit(requirement.name)
    return problems | {("missing", name) for name in seen.difference(name for name, _, _ in entries)}


def read(text):
    text = re.sub(r"^\s*#.*$|\s+#.*$", "", text, flags=re.MULTILINE)
    for line in text.replace("\\\n", " ").splitlines():
        line = line.strip()
        if not line or line.startswith("--"):
            continue
        requirement, *hashes = line.split(" --hash=")
        requirement = requirement.strip()
        egg = re.search(r"#egg=(\S+)", requirement) if requirement.startswith("-e ") else None
        name = egg.group(1) if egg else Requirement(requirement).name
        yield canonicalize_name(name), requirement, bool(hashes)


def is_place(text):
    return text.startswith("-e ") or Requirement(text).url is not None


def pin(text):
    found = re.fullmatch(r"==([0-9]+(\.[0-9]+)*)", str(Requirement(text).specifier))
    return found.group(1) if found else None


def is_outside(text, specifier):
    return not is_place(text) and pin(text) is not None and not specifier.contains(pin(text))


def is_floating(text, hashed):
    return is_place(text) and not hashed and (text.startswith("-e ") or not COMMIT.search(text))


QUESTIONS = {
    "unpinned": lambda text, hashed: not is_place(text) and pin(text) is None,
    "no-hash": lambda text, hashed: not is_place(text) and not hashed,
    "floating": is_floating,
}
