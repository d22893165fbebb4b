"""Modules that only Pyodide has are not there for learner code."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from prodready.browser import curtain


@pytest.fixture(autouse=True)
def drawn() -> Iterator[None]:
    """The curtain, over modules as Pyodide has them, and taken away again."""
    before = sys.meta_path[:]
    for name in ("js", "pyodide", "pyodide.code"):
        sys.modules[name] = ModuleType(name)
    curtain.draw()
    yield
    sys.meta_path[:] = before


@pytest.mark.parametrize("name", ["js", "pyodide", "pyodide.code", "pyodide_js", "_pyodide._base", "_pyodide_core"])
def test_a_hidden_module_is_missing_as_any_other(name: str) -> None:
    """The error is the one that every Python gives, and nothing stays in `sys.modules`."""
    with pytest.raises(ModuleNotFoundError, match=r"No module named"):
        importlib.import_module(name)
    assert name not in sys.modules


def test_other_modules_are_found() -> None:
    """The curtain hides nothing else."""
    sys.modules.pop("colorsys", None)
    assert importlib.import_module("colorsys").rgb_to_hls
