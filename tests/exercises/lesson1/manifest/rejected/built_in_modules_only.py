"""Takes `sys.builtin_module_names` for the standard library: those are only the modules that are compiled in.

fails: test_standard_library
"""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    provided = {m for d, modules in installed.items() if canonicalize_name(d) in names for m in modules}
    return imports - provided - own - set(sys.builtin_module_names)
