"""Turns the mapping round first, module to distributions, as `importlib.metadata.packages_distributions` has it."""

import sys
from collections import defaultdict

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def undeclared(imports, declared, installed, own):
    providers = defaultdict(set)
    for distribution, modules in installed.items():
        for module in modules:
            providers[module].add(canonicalize_name(distribution))

    wanted = {canonicalize_name(Requirement(text).name) for text in declared}
    missing = set()
    for module in imports:
        if module in own or module in sys.stdlib_module_names:
            continue
        if not providers[module] & wanted:
            missing.add(module)
    return missing
