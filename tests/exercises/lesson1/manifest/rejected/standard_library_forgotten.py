"""Reports the standard library.

fails: test_standard_library
"""

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    provided = {m for d, modules in installed.items() if canonicalize_name(d) in names for m in modules}
    return imports - provided - own
