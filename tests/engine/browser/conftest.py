"""Natively, as the worker of a page has it: pytest without plugins of its own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The course's own plugin, which is installed here, would grade as well."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
