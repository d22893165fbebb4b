"""The name rule of the specification as a regular expression; no library at all."""

import re
import sys

NAME = re.compile(r"^\s*([A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?)", re.IGNORECASE)


def normalise(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def undeclared(imports, declared, installed, own):
    wanted = {normalise(NAME.match(requirement).group(1)) for requirement in declared}
    available = set(own) | set(sys.stdlib_module_names)
    for distribution, modules in installed.items():
        if normalise(distribution) in wanted:
            available.update(modules)
    return {name for name in imports if name not in available}
