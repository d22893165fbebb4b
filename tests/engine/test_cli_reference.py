"""docs/reference/cli.md says what the command line really has."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodready.cli import COMMANDS, build_parser
from prodready.clidoc import PAGE, render


def test_page_is_current() -> None:
    """The page is what is rendered now; `python -m prodready.clidoc` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == render()


def test_page_does_not_depend_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is the same on a narrow terminal."""
    before = render()
    monkeypatch.setenv("COLUMNS", "30")

    assert render() == before


def test_every_command_module_is_registered() -> None:
    """No module of a command is forgotten in the list of commands."""
    folder = Path(__file__).parents[2] / "src" / "prodready" / "commands"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "shared"}

    assert modules == set(COMMANDS)


def test_every_argument_is_explained() -> None:
    """No argument of any command lacks its help."""
    assert "| None |" not in render()
    assert build_parser().prog == "prodready"
