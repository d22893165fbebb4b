"""The shop itself, without its start. It comes with the exercise: read it, do not change it."""

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

_listeners: list[Callable[..., Any]] = []


def listen(listener: Callable[..., Any]) -> None:
    """Let `listener` know whenever the shop opens. The checks do this; you need not."""
    _listeners.append(listener)


def serve(*, database_url: str, api_key: str, debug: bool) -> int:
    """Take orders until closing time.

    Args:
        database_url: Where they are saved.
        api_key: Of the payment company.
        debug: Whether customers see what went wrong.

    Returns:
        The exit status of the program.
    """
    # Every child process, such as the tool that makes thumbnails, inherits `os.environ` as it is now.
    inherited = dict(os.environ)
    for listener in _listeners:
        listener(database_url=database_url, api_key=api_key, debug=debug, inherited=inherited)
    place = urlsplit(database_url).hostname or "a file"
    print(f"open for orders: they are saved on {place}, debug is {'on' if debug else 'off'}")
    return 0
