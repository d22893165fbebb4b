"""Goes through what is installed, so a module that nothing installed provides is never looked at.

fails: test_nobody_provides_it
"""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    fine = {m for d, modules in installed.items() if canonicalize_name(d) in names for m in modules}
    found = set()
    for modules in installed.values():
        found.update(m for m in modules if m in imports and m not in fine)
    return found - own - sys.stdlib_module_names
