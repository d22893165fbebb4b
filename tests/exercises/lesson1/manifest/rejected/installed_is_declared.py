"""Takes everything that is installed for declared.

fails: test_similar_names, test_undeclared_import_is_reported, test_what_came_along_is_not_declared
"""

import sys


def undeclared(imports, declared, installed, own):
    provided = {module for modules in installed.values() for module in modules}
    return imports - provided - own - sys.stdlib_module_names
