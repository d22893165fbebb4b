"""Asks the machine it runs on what provides a module, and not the mapping that it was given.

fails: test_forms_of_a_requirement, test_import_name_differs, test_own_modules, test_shared_module, test_spelling_of_a_distribution, test_standard_library, test_undeclared_import_is_reported, test_what_came_along_is_not_declared, test_nobody_provides_it
"""

import sys
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    providers = packages_distributions()
    missing = set()
    for module in imports - own - sys.stdlib_module_names:
        if not any(canonicalize_name(d) in names for d in providers.get(module, [])):
            missing.add(module)
    return missing
