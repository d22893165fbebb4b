"""`prodready update`: what is new in the clone arrives in the workspace; nothing that was edited is lost."""

from __future__ import annotations

import argparse
from typing import Any

from prodready import workspace
from prodready.catalog import Course
from prodready.commands.shared import shown
from prodready.words import say


def add(parsers: Any) -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    parser: argparse.ArgumentParser = parsers.add_parser(
        "update", help="after `git pull` in the clone: bring new exercises into your own folder"
    )
    return parser


def run(course: Course, arguments: argparse.Namespace) -> int:  # noqa: ARG001  every command has it
    """Bring them, and say file by file what was done."""
    changes = workspace.update(course)
    for change in changes:
        other = shown(change.other) if change.other else ""
        print(say(f"commands.update.{change.what}", name=f"exercises/{change.name}", other=other))
    if not changes:
        print(say("commands.update.nothing", clone=shown(course.root)))
    return 0
