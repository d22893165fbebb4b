"""Files that a page hands over, on the disk of the worker."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from prodready.errors import CourseError


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write each text below `folder`; folders on the way are made.

    Args:
        folder: Where they go; it is made, too.
        files: Name, with `/` between folders -> text, which is stored as UTF-8 with its newlines as they are.

    Raises:
        CourseError: If a name leads out of the folder, or is no name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        place = _place(folder, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")


def _place(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        raise CourseError(f"`{name}` is not the name of a file.", hint="Choose letters, digits, `_` and one dot.")
    return folder.joinpath(*parts)
