"""Answers with the problem that the statement's example has.

fails: test_all_problems_at_once, test_circle, test_each_entry_of_a_package, test_editable, test_floating, test_missing, test_missing_behind_missing, test_missing_for_another_machine, test_no_hash, test_spelling, test_spelling_of_requirements, test_stale, test_unpinned
"""


def check_lock(pyproject, lock_text, requires):
    if "==" in lock_text and "--hash" in lock_text and "requests" not in lock_text:
        return set()
    return {("stale", "requests"), ("unpinned", "idna"), ("no-hash", "idna"), ("missing", "urllib3")}
