"""Cuts the name at `==`, so a range, an extra or a marker becomes a part of it.

fails: test_forms_of_a_requirement, test_import_name_differs, test_what_came_along_is_not_declared
"""

import re
import sys


def fold(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def undeclared(imports, declared, installed, own):
    names = {fold(line.split("==")[0].strip()) for line in declared}
    fine = set(own) | sys.stdlib_module_names
    for distribution, modules in installed.items():
        if fold(distribution) in names:
            fine.update(modules)
    return imports - fine
