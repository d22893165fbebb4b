"""Written from the page and the starter alone."""


import re
import sys

NAME = re.compile(r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)")


def normalized(name):
    """The one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(requirement):
    """The distribution that a requirement names."""
    found = NAME.match(requirement)
    if not found:
        raise ValueError(f"not a requirement: {requirement!r}")
    return normalized(found[1])


def undeclared(imports, declared, installed, own):
    names = {required(line) for line in declared}
    provided = {
        module
        for distribution, modules in installed.items()
        if normalized(distribution) in names
        for module in modules
    }
    return set(imports) - set(own) - sys.stdlib_module_names - provided


if __name__ == "__main__":
    machine = {"requests": ["requests"], "urllib3": ["urllib3"], "PyYAML": ["yaml", "_yaml"]}
    print(undeclared({"json", "requests", "yaml", "invoices"}, ["requests>=2.31,<3"], machine, {"invoices"}))
