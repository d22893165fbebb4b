"""Keeps the page's JavaScript out of the learner's sight.

The frame around the worker is the wall: it has no storage and no network. This is a curtain: an `import js` that found the
worker would teach what works nowhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from typing import Any

HIDDEN = frozenset({"_pyodide", "_pyodide_core", "js", "pyodide", "pyodide_js"})
"""Top-level modules that Pyodide adds to Python."""


class Curtain(MetaPathFinder):
    """Says of each hidden module that it is not there, as any other Python does."""

    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: Any = None) -> None:
        """Refuse; None for every other name."""
        if fullname.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def draw() -> None:
    """Forget the hidden modules, and let nobody find them again. What holds on to them goes on working."""
    for name in [name for name in sys.modules if name.partition(".")[0] in HIDDEN]:
        del sys.modules[name]
    sys.meta_path[:] = [Curtain(), *(finder for finder in sys.meta_path if not _is_pyodides(finder))]


def _is_pyodides(finder: object) -> bool:
    """Whether a finder looks for packages to download, or for JavaScript modules."""
    return type(finder).__module__.partition(".")[0] in HIDDEN
