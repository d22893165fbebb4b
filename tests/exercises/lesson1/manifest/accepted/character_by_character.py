"""No regular expression: the name ends at the first character that no name can have."""

import string
import sys

ALLOWED = frozenset(string.ascii_letters + string.digits + "-_.")


class Distribution:
    def __init__(self, text):
        text = text.strip()
        end = next((i for i, c in enumerate(text) if c not in ALLOWED), len(text))
        self.key = "-".join(part for part in text[:end].replace("_", "-").replace(".", "-").split("-") if part).lower()

    def __eq__(self, other):
        return self.key == other.key

    def __hash__(self):
        return hash(self.key)


def undeclared(imports: set[str], declared: list[str], installed: dict[str, list[str]], own: set[str]) -> set[str]:
    by_distribution = {}
    for name, modules in installed.items():
        by_distribution.setdefault(Distribution(name), set()).update(modules)
    fine = own.union(sys.stdlib_module_names)
    for line in declared:
        fine |= by_distribution.get(Distribution(line), set())
    return imports.difference(fine)
