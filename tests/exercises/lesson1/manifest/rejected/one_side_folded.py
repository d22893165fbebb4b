"""Folds the declared names, and compares them with the installed ones as they are.

fails: test_import_name_differs, test_spelling_of_a_distribution
"""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    provided = set()
    for line in declared:
        provided.update(installed.get(canonicalize_name(Requirement(line).name), []))
    return imports - provided - own - sys.stdlib_module_names
