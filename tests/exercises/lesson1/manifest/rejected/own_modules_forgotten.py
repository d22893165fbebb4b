"""Reports the project's own modules.

fails: test_own_modules
"""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    provided = {m for d, modules in installed.items() if canonicalize_name(d) in names for m in modules}
    return imports - provided - sys.stdlib_module_names
