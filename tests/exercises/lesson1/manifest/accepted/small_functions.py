"""A function for each reason why a module is fine."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping

from packaging.requirements import Requirement


def _folded(name: str) -> str:
    return re.sub("[-_.]+", "_", name).casefold()


def _is_standard(module: str) -> bool:
    return module in sys.stdlib_module_names or module in sys.builtin_module_names


def _is_provided(module: str, wanted: frozenset[str], installed: Mapping[str, Iterable[str]]) -> bool:
    return any(module in modules for name, modules in installed.items() if _folded(name) in wanted)


def undeclared(imports, declared, installed, own):
    wanted = frozenset(_folded(Requirement(text).name) for text in declared)
    return {m for m in imports if not (m in own or _is_standard(m) or _is_provided(m, wanted, installed))}
