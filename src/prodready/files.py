"""Small things done to files: digests that ignore the kind of newline, and writes that are whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

NEW = ".new"
"""Ends the stem of a new starter that `prodready update` put beside an edited one; such files are nobody's work."""

CACHES = {"__pycache__", ".pytest_cache", ".ipynb_checkpoints", ".mypy_cache", ".ruff_cache", ".DS_Store"}
CACHES |= {".venv", "venv", "wheelhouse"}
"""What tools leave in a folder: caches, environments, and wheels. Nobody's work."""

TRIES = 5
"""How often a file is replaced again: on Windows that fails while another program, such as an editor, reads it."""


def digest(data: bytes) -> str:
    """SHA-256 of a text over normalised newlines: the same on every system, however git checked the file out."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()


def digest_of(contents: Mapping[str, bytes]) -> str:
    """One digest for a file, or for the files of a folder, by their names; empty without any file."""
    if len(contents) <= 1:
        return "".join(map(digest, contents.values()))
    lines = (f"{name}\0{digest(data)}\n" for name, data in sorted(contents.items()))
    return digest("".join(lines).encode())


def below(path: Path) -> list[Path]:
    """The files of a folder, sorted, or the file itself.

    Left out are what tools leave there, new starters, and links that lead elsewhere.
    """
    if not path.is_dir():
        return [path] if path.is_file() else []
    home, found = path.resolve(), []
    for root, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name not in CACHES]
        found += [Path(root, name) for name in names if name not in CACHES]
    mine = (file for file in found if not file.stem.endswith(NEW))
    return sorted(file for file in mine if file.is_file() and file.resolve().is_relative_to(home))


def contents(path: Path, start: Path) -> dict[str, bytes]:
    """What `below` finds, by names relative to `start` with `/`."""
    return {file.relative_to(start).as_posix(): file.read_bytes() for file in below(path)}


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader never meets half of it, and a crash leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        _replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def stamp() -> str:
    """The time in UTC as a part of a file's name: Windows allows no colons there."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def _replace(draft: Path, path: Path) -> None:
    for attempt in range(TRIES):
        try:
            draft.replace(path)
        except PermissionError:
            if attempt == TRIES - 1:
                raise
            sleep(0.05)
        else:
            return
