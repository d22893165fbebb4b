"""Cuts the name at the first operator of a list, which lacks the bracket, the semicolon and the address.

fails: test_forms_of_a_requirement
"""

import re
import sys


def fold(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(line):
    for operator in ("==", ">=", "<=", "~=", "!=", ">", "<"):
        line = line.split(operator)[0]
    return fold(line.strip())


def undeclared(imports, declared, installed, own):
    names = {name_of(line) for line in declared}
    provided = {m for d, modules in installed.items() if fold(d) in names for m in modules}
    return imports - provided - own - sys.stdlib_module_names
