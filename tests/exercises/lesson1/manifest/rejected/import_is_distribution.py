"""Compares the names of modules with the names of distributions.

fails: test_forms_of_a_requirement, test_import_name_differs, test_shared_module, test_spelling_of_a_distribution
"""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    return {m for m in imports if canonicalize_name(m) not in names} - own - sys.stdlib_module_names
