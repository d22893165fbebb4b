"""Written from the page and the starter alone."""

import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# The two that `sys.stdlib_module_names` leaves out.
STDLIB = sys.stdlib_module_names | {"__main__", "test"}


def undeclared(imports, declared, installed, own):
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    provided = {
        module
        for distribution, modules in installed.items()
        if canonicalize_name(distribution) in names
        for module in modules
    }
    return set(imports) - set(own) - STDLIB - provided


if __name__ == "__main__":
    machine = {"requests": ["requests"], "urllib3": ["urllib3"], "PyYAML": ["yaml", "_yaml"]}
    print(undeclared({"json", "requests", "yaml", "invoices"}, ["requests>=2.31,<3"], machine, {"invoices"}))
