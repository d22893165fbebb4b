"""Looks at the first distribution that provides a module, and at no other.

fails: test_shared_module
"""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def provider(module, installed):
    for name, modules in installed.items():
        if module in modules:
            return canonicalize_name(name)
    return None


def undeclared(imports, declared, installed, own):
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    return {m for m in imports if provider(m, installed) not in names} - own - sys.stdlib_module_names
