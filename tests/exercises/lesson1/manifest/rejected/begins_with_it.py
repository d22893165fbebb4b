"""Is content with a declared line that begins with the name.

fails: test_similar_names
"""

import re
import sys


def fold(text):
    return re.sub(r"[-_.]+", "-", text).lower()


def undeclared(imports, declared, installed, own):
    lines = tuple(fold(line) for line in declared)
    provided = set()
    for distribution, modules in installed.items():
        if any(line.startswith(fold(distribution)) for line in lines):
            provided.update(modules)
    return imports - provided - own - sys.stdlib_module_names
