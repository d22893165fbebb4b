"""The `prodready` command: finds the course, picks the subcommand, turns `CourseError` into a message."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from prodready import __version__
from prodready.catalog import Course
from prodready.errors import CourseError

COMMANDS = (
    *("start", "update", "progress", "hint", "watch", "solution", "reset", "three_am"),
    *("new", "check", "capture", "quiz", "parity"),
)
"""Modules of `prodready.commands`, in the order of the help. Each has `add(parsers)` and `run(course, arguments)`."""

BROKEN = 1
USAGE_ERROR = 2
REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.ENAMETOOLONG}
"""What a system says to a person; any other `OSError` is a fault of ours and keeps its traceback."""


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(prog="prodready", description="Script to Production: grade, learn, write lessons.")
    parser.add_argument("--version", action="version", version=f"prodready {__version__}")
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f"prodready.commands.{name}")
        module.add(parsers).set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit status: 0 all is well, 1 something does not hold, 2 the command could not be done.
    """
    _make_output_safe()
    arguments: Any = build_parser().parse_args(argv)
    try:
        status = int(arguments.run(Course.require(Path.cwd()), arguments))
        sys.stdout.flush()
    except CourseError as error:
        print(error, file=sys.stderr)
        return USAGE_ERROR
    except BrokenPipeError:  # as in `prodready progress | head`; Python would complain once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        refused = CourseError(f"The system refused: {error.strerror or error}.", path=error.filename)
        print(refused, file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        return 130
    return status


def _make_output_safe() -> None:
    """A console that cannot encode a character shows a substitute instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
