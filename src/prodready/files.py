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


def contents(path: Path, start: Path) -> dict[str, bytes]:
    """The files at or below `path`, by their names relative to `start` with `/`; without caches and new starters."""
    found = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    kept = (p for p in found if not CACHES & set(p.relative_to(start).parts) and not p.stem.endswith(NEW))
    return {p.relative_to(start).as_posix(): p.read_bytes() for p in kept}


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
