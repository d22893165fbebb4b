"""Replaces each underscore by a dash: dots, and two signs in a row, are forgotten.

fails: test_spelling_of_a_distribution
"""

import sys

from packaging.requirements import Requirement


def fold(name):
    return name.lower().replace("_", "-")


def undeclared(imports, declared, installed, own):
    names = {fold(Requirement(line).name) for line in declared}
    provided = {m for d, modules in installed.items() if fold(d) in names for m in modules}
    return imports - provided - own - sys.stdlib_module_names
