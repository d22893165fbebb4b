"""Takes each line of the file for an entry: a line with hashes has no version, a line with a version has no hash.

fails: test_all_problems_at_once, test_circle, test_each_entry_of_a_package, test_editable, test_fixed_place, test_floating, test_good_lock, test_in_range, test_markers_and_extras, test_missing, test_missing_behind_missing, test_missing_for_another_machine, test_no_hash, test_spelling, test_spelling_of_requirements, test_stale, test_unneeded_entry, test_unpinned
"""

import re
import tomllib


def fold(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(text):
    return fold(re.match(r"[A-Za-z0-9._-]*", text.strip()).group())


def check_lock(pyproject, lock_text, requires):
    problems, locked = set(), set()
    for line in lock_text.splitlines():
        if not line.strip() or line.strip().startswith("#"):
            continue
        name = name_of(line)
        locked.add(name)
        if "==" not in line:
            problems.add(("unpinned", name))
        if "--hash=" not in line:
            problems.add(("no-hash", name))
    needed = [name_of(text) for text in tomllib.loads(pyproject)["project"]["dependencies"]]
    graph = {fold(name): texts for name, texts in requires.items()}
    for name in needed:
        needed += [child for child in map(name_of, graph.get(name, [])) if child not in needed]
    return problems | {("missing", name) for name in needed if name not in locked}
