"""Asks what the locked packages need, so nothing comes up behind a package that is not there.

fails: test_missing_behind_missing
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


def wanted(locked, requires):
    texts = [text for name, texts in requires.items() if canonicalize_name(name) in locked for text in texts]
    return {canonicalize_name(Requirement(text).name) for text in texts}


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
        pins = [s.version for s in requirement.specifier if s.operator == "==" and "*" not in s.version]
        if len(requirement.specifier) != 1 or not pins:
            problems.add(("unpinned", name))
        elif name in declared and pins[0] not in declared[name]:
            problems.add(("stale", name))
    return problems | {("missing", name) for name in (set(declared) | wanted(locked, requires)) - locked}
