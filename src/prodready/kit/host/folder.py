"""What a suite does in the folder that learner code runs in. Names are relative to it, with `/` between folders."""

from __future__ import annotations

import os
import shutil
from typing import Any

LINK_DRAFT = "..draft"
"""A link is made under this name first, and renamed: renaming replaces what was there in one step (see rename(2))."""


def write(folder: str, name: str, text: str, mtime: float | None = None) -> None:
    """Write a file in place: one that was there is emptied first.

    Args:
        folder: The folder.
        name: The file's; folders on the way are made.
        text: As UTF-8; newlines are written as they are.
        mtime: The time of its last change, in seconds since the epoch; now without it.
    """
    path = _place(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    if mtime is not None:
        os.utime(path, (mtime, mtime))


def read(folder: str, name: str) -> str:
    """The text of a file, newlines as they are."""
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return file.read()


def link(folder: str, name: str, target: str) -> bool:
    """Let `name` be a symbolic link to `target`, in one step. False where the system makes none (Windows, mostly)."""
    path = _place(folder, name)
    draft = os.path.join(os.path.dirname(path), LINK_DRAFT)
    try:
        os.symlink(target, draft)
    except (OSError, NotImplementedError):
        return False
    os.replace(draft, path)
    return True


def remove(folder: str, name: str) -> None:
    """Remove a file, a link, or a folder with all that it holds."""
    path = os.path.join(folder, name)
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.remove(path)


def names(folder: str) -> list[str]:
    """Every file, sorted; what a link to a folder leads to is not listed again."""
    found = [os.path.join(root, name) for root, _, files in os.walk(folder) for name in files]
    return sorted(os.path.relpath(path, folder).replace(os.sep, "/") for path in found)


def _place(folder: str, name: str) -> str:
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


OPERATIONS: dict[str, Any] = {"write": write, "read": read, "link": link, "remove": remove, "names": names}
"""By the name under which a suite asks for them."""
