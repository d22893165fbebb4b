"""One JSON file for each folder with snippets of pages: their texts, and what is run or opened with each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from prodready.bundle.exercises import read_text
from prodready.catalog import Course
from prodready.snippets import Snippets, key, snippets


def write_snippets(course: Course, folder: Path) -> int:
    """Write `snippets/FOLDER.json` below `folder`, such as `snippets/lesson3.json`, in place of what is there.

    Returns:
        How many programs can be run in a page.

    Raises:
        CourseError: If a file cannot be read.
    """
    shutil.rmtree(folder / "snippets", ignore_errors=True)
    count = 0
    for found in snippets(course):
        data = snippet_data(found)
        if not data["opens"]:
            continue
        path = folder / "snippets" / f"{key(course, found.folder)}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n")
        count += sum(not program.needs for program in found.programs)
    return count


def snippet_data(found: Snippets) -> dict[str, Any]:
    """`files` (name -> text), and `opens`: for each name its `files`, and the one that is run, `main`."""
    names = (*found.shown, *(program.name for program in found.programs))
    opens = {name: opened for name in names if (opened := found.opened(name))}
    files = dict.fromkeys(name for opened in opens.values() for name in opened.files)
    return {
        "files": {name: read_text(found.folder / name) for name in files},
        "opens": {name: {"files": list(opened.files), "main": opened.main} for name, opened in opens.items()},
    }
