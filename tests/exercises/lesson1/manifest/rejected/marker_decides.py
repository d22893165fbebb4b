"""Leaves out requirements whose marker does not hold on the machine that runs the check.

fails: test_forms_of_a_requirement
says: python_version < '3.11'
"""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    requirements = [Requirement(line) for line in declared]
    names = {canonicalize_name(r.name) for r in requirements if r.marker is None or r.marker.evaluate()}
    provided = {m for d, modules in installed.items() if canonicalize_name(d) in names for m in modules}
    return imports - provided - own - sys.stdlib_module_names
