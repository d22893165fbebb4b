"""Makes a table from modules to distributions, in which the last of several distributions stays.

fails: test_shared_module
"""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    provider = {module: canonicalize_name(name) for name, modules in installed.items() for module in modules}
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    missing = {module for module in imports if provider.get(module) not in names}
    return missing - own - sys.stdlib_module_names
