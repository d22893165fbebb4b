"""What the worker of a page holds of Python, and nothing else of it."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable

from prodready.browser import curtain, grade, serve
from prodready.kit.host import runner

Arm = Callable[[float], None]


def get_ready(arm: Arm) -> tuple[Callable[[str, Callable[[str], None]], None], Callable[[str, str], None]]:
    """Get ready for one request.

    Args:
        arm: Has SIGINT raised in so many seconds; see `prodready.kit.host.runner.ALARM`.

    Returns:
        What serves a request, and what adds a pack.
    """
    runner.ALARM = arm
    grade.rehearse()
    curtain.draw()
    return serve.handle, add_pack


def add_pack(path: str, ahead: str) -> None:
    """Let Python import from a pack.

    Args:
        path: The folder or the archive.
        ahead: Names of modules that are imported at once, while nobody waits, separated by spaces.
    """
    sys.path.append(path)
    importlib.invalidate_caches()
    for name in ahead.split():
        with contextlib.suppress(ImportError):  # whoever needs it will be told
            importlib.import_module(name)
