"""Writes `docs/reference/cli.md` from the command line's own definition: run `python -m prodready.clidoc`.

argparse words its help differently in each version of Python, so the page is made from the arguments themselves.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from prodready.cli import build_parser
from prodready.files import write_whole
from prodready.words import say

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def render() -> str:
    """The page."""
    return "\n".join([say("commands.reference.head"), *_sections(build_parser())]) + "\n"


def _sections(parser: argparse.ArgumentParser) -> Iterator[str]:
    """One section for each command that does something; a group of commands is not one."""
    for action in parser._actions:  # noqa: SLF001  argparse has no public list of its arguments
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            for name, sub in action.choices.items():
                if not _subparsers(sub):
                    yield from _section(sub, helps[name])
                yield from _sections(sub)


def _subparsers(parser: argparse.ArgumentParser) -> bool:
    return any(isinstance(action, argparse._SubParsersAction) for action in parser._actions)  # noqa: SLF001


def _section(parser: argparse.ArgumentParser, about: str) -> Iterator[str]:
    actions = [action for action in parser._actions if action.dest != "help"]  # noqa: SLF001
    yield f"\n## `{parser.prog}`\n"
    yield f"{about[:1].upper()}{about[1:]}.\n"
    yield f"```text\n{' '.join([parser.prog, *map(_usage, actions)])}\n```"
    if actions:
        yield f"\n{say('commands.reference.columns')}\n|---|---|"
        yield from (f"| `{_name(action)}` | {_about(action)} |" for action in actions)


def _usage(action: argparse.Action) -> str:
    name = _name(action).rpartition(", ")[2]
    if action.nargs == "*":
        return f"[{name} ...]"
    return name if action.required else f"[{name}]"


def _name(action: argparse.Action) -> str:
    """`KEY`, or `--check NAME`, or `-y, --yes`."""
    value = str(action.metavar or "{" + ",".join(map(str, action.choices or ())) + "}")
    if not action.option_strings:
        return value
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {value}"


def _about(action: argparse.Action) -> str:
    default = action.default not in (None, False, "") and action.option_strings
    return f"{action.help}" + (say("commands.reference.default", value=action.default) if default else "")


if __name__ == "__main__":
    write_whole(PAGE, render().encode())
