"""Searches for the distribution anywhere in the declared lines: `requests` is found in `requests-oauthlib`.

fails: test_similar_names
"""

import re
import sys


def fold(text):
    return re.sub(r"[-_.]+", "-", text).lower()


def undeclared(imports, declared, installed, own):
    text = "\n".join(fold(line) for line in declared)
    provided = {m for d, modules in installed.items() if fold(d) in text for m in modules}
    return imports - provided - own - sys.stdlib_module_names
