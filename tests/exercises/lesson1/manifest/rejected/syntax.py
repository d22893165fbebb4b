"""Does not parse.

fails: all
"""

import sys


def undeclared(imports, declared, installed, own)
    names = {line.split("==")[0] for line in declared}
    return {name for name in imports if name not in names} - sys.stdlib_module_names
