"""Knows the well-known names, and nothing of the project that it is given.

fails: test_forms_of_a_requirement, test_import_name_differs, test_own_modules, test_shared_module, test_similar_names, test_spelling_of_a_distribution, test_standard_library
"""

NAMES = {"yaml": "PyYAML", "dotenv": "python-dotenv", "PIL": "pillow", "bs4": "beautifulsoup4", "requests": "requests"}


def undeclared(imports, declared, installed, own):
    text = " ".join(declared)
    return {module for module in imports if NAMES.get(module, module) not in text and module not in ("json", "os")}
