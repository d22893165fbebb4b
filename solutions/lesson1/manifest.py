"""Reference solution: names are read and compared with `packaging`, as pip does it."""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    """The imported modules that no declared distribution provides."""
    # Of a requirement only the name is asked for. A marker that does not hold here does not make it undeclared.
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    # From distributions to modules, never the other way round: a module may be provided by several of them.
    provided = {
        module
        for distribution, modules in installed.items()
        if canonicalize_name(distribution) in names
        for module in modules
    }
    return imports - provided - own - sys.stdlib_module_names
