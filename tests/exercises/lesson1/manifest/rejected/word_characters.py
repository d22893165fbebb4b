"""Takes the first run of word characters for the name, which ends at a dash or a dot.

fails: test_forms_of_a_requirement, test_shared_module, test_similar_names, test_spelling_of_a_distribution
"""

import re
import sys


def name_of(text):
    return re.match(r"\w+", text).group().lower().replace("_", "-")


def undeclared(imports, declared, installed, own):
    names = {name_of(line) for line in declared}
    provided = {m for d, modules in installed.items() if d.lower() in names for m in modules}
    return imports - provided - own - sys.stdlib_module_names
