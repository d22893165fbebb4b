"""Folds upper case, but not dashes, underscores and dots.

fails: test_spelling_of_a_distribution
"""

import sys

from packaging.requirements import Requirement


def undeclared(imports, declared, installed, own):
    names = {Requirement(line).name.lower() for line in declared}
    provided = {m for d, modules in installed.items() if d.lower() in names for m in modules}
    return imports - provided - own - sys.stdlib_module_names
