"""docs/reference/cli.md says what the command line really has."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prodready.cli import COMMANDS, build_parser
from prodready.clidoc import PAGE, render

OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")


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


def test_page_agrees_with_help() -> None:
    """Each command's `--help` has the arguments that the page has, in the same words, and no others."""
    sections = dict(re.findall(r"^## `([^`]+)`\n(.+?)(?=^## |\Z)", render(), re.DOTALL | re.MULTILINE))
    helps = {parser.prog: " ".join(parser.format_help().split()) for parser in leaves(build_parser())}
    assert sections.keys() == helps.keys()

    for prog, section in sections.items():
        options = set(OPTION.findall(helps[prog])) - {"-h", "--help"}
        assert options == set(OPTION.findall(section)), prog
        for about in re.findall(r"^\| `.+?` \| (.+?)(?:; `[^`]+` without it)? \|$", section, re.MULTILINE):
            assert about in helps[prog], prog


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers of all commands that do something."""
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        yield parser
    for group in groups:
        for sub in group.choices.values():
            yield from leaves(sub)


def test_every_argument_is_explained() -> None:
    """No argument of any command lacks its help."""
    assert "| None |" not in render()
    assert build_parser().prog == "prodready"
