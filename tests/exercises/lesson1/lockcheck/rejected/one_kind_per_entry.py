"""Stops asking about an entry after the first thing that is wrong with it.

fails: test_all_problems_at_once
"""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def entries(text):
    text = re.sub(r"(^|\s)#.*", "", text, flags=re.MULTILINE)
    for line in re.sub(r"\\\n", " ", text).splitlines():
        if line.strip() and not line.strip().startswith("--"):
            yield line.strip()


def needed(declared, requires):
    requires = {canonicalize_name(name): texts for name, texts in requires.items()}
    found, todo = set(), list(declared)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += [canonicalize_name(Requirement(text).name) for text in requires.get(name, [])]
    return found


def check_lock(pyproject, lock_text, requires):
    requirements = [Requirement(text) for text in tomllib.loads(pyproject)["project"]["dependencies"]]
    declared = {canonicalize_name(r.name): r.specifier for r in requirements}
    problems, locked = set(), set()
    for entry in entries(lock_text):
        head, *hashes = re.split(r"\s+--hash=", entry)
        if head.startswith("-e"):
            name = canonicalize_name(head.split("#egg=")[1])
            locked.add(name)
            problems.add(("floating", name))
            continue
        requirement = Requirement(head)
        name = canonicalize_name(requirement.name)
        locked.add(name)
        if requirement.url:
            if not hashes and not re.search(r"@[0-9a-f]{40}$", requirement.url):
                problems.add(("floating", name))
            continue
        if not hashes:
            problems.add(("no-hash", name))
            continue
        pins = [s.version for s in requirement.specifier if s.operator == "==" and "*" not in s.version]
        if len(requirement.specifier) != 1 or not pins:
            problems.add(("unpinned", name))
        elif name in declared and pins[0] not in declared[name]:
            problems.add(("stale", name))
    return problems | {("missing", name) for name in needed(declared, requires) - locked}
