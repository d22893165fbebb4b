"""Does not parse.

fails: all
"""

import tomllib


def check_lock(pyproject, lock_text, requires):
    problems = set()
    for line in lock_text.splitlines():
        if "==" not in line:
            problems.add(("unpinned", line)
    return problems
