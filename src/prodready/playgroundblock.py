"""The playground as HTML: the editor with the files that it begins with, and the fault lab."""

from __future__ import annotations

from pathlib import Path

from prodready.browser.survive import FAULTS, GOOD
from prodready.errors import CourseError
from prodready.listing import read_source
from prodready.pageblocks import template
from prodready.words import say


def playground(folder: Path) -> str:
    """The playground, which begins with the files of a folder.

    Raises:
        CourseError: If there are none.
    """
    files = [(path.name, read_source(path)) for path in sorted(folder.glob("*.py"))]
    if not files:
        raise CourseError("The playground begins with no file.", path=folder, hint="Put a `main.py` there.")
    faults = [(name, say(f"playground.faults.{name}"), fault.code) for name, fault in FAULTS.items()]
    return template("playground").render(files=files, faults=faults, body=GOOD)
