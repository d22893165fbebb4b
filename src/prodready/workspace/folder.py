"""Folders of a learner's own, apart from the clone: made once, and updated without ever losing an edit."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Literal

from prodready import __version__
from prodready.catalog import WORKSPACE_FILE, Course
from prodready.errors import CourseError
from prodready.files import CACHES, NEW, digest, stamp, write_whole
from prodready.workspace import originals

SCHEMA = 1

What = Literal["added", "replaced", "kept", "restored", "gone", "given"]


@dataclass(frozen=True, slots=True)
class Change:
    """What `update` did about one file.

    Args:
        name: Below `exercises/`.
        what: `added`, `replaced` (it was as shipped before), `restored` (it was missing), `kept` (it has been edited:
            the new starter lies beside it), `given` (replaced, the edited one is in the backup), `gone` (no longer
            part of the course, left where it is).
        other: The new starter of `kept`, the backup of `given`.
    """

    name: str
    what: What
    other: Path | None = None


def start(course: Course, folder: Path) -> tuple[Course, list[str]]:
    """Make a workspace.

    Args:
        course: The clone, or a workspace of it.
        folder: Where; missing or empty.

    Returns:
        The course with its new workspace, and the names of files that had been edited in the clone: those edits, and
        the progress, are copied too.

    Raises:
        CourseError: If the folder is not empty, or lies in a tree of the course.
    """
    _refuse(course, folder)
    made = Course(course.root, folder)
    shipped = originals.read(made, made.exercises)
    clone = Course(course.root, course.root)
    edited = []
    for name, data in shipped.items():
        source = clone.exercises_dir / name
        mine = source.read_bytes() if source.is_file() else data
        if digest(mine) != digest(data):
            edited.append(name)
        write_whole(made.exercises_dir / name, mine)
    if clone.progress_file.is_file():
        shutil.copyfile(clone.progress_file, made.progress_file)
    for name in ("README.md", "pytest.ini", "gitignore"):
        text = Template(files("prodready").joinpath(f"templates/workspace/{name}.tmpl").read_text(encoding="utf-8"))
        filled = text.substitute(title=course.plan.get("title", "Exercises"), clone=course.root)
        write_whole(folder / name.replace("gitignore", ".gitignore"), filled.encode())
    _write_marker(made, {name: digest(data) for name, data in shipped.items()})
    return made, edited


def update(course: Course) -> list[Change]:
    """Bring what is new in the clone into the workspace. A second run changes nothing.

    Raises:
        CourseError: Outside a workspace.
    """
    known = _read_marker(course)
    shipped = originals.read(course, course.exercises)
    given = {path.relative_to(course.starters_dir).as_posix() for e in course.exercises for path in e.given_paths}
    changes = []
    for name, data in shipped.items():
        what = _bring(course, name, data, known.get(name, ""), is_given=name in given)
        if what:
            changes.append(what)
    changes += [Change(name, "gone") for name in known if name not in shipped]
    _write_marker(course, {name: digest(data) for name, data in shipped.items()})
    return changes


def beside(path: Path) -> Path:
    """Where the new starter is put when the learner has edited the old one: `fetch.new.py` for `fetch.py`."""
    return path.with_name(f"{path.stem}{NEW}{path.suffix}")


def back_up(course: Course, name: str) -> Path:
    """Copy what the learner has at `exercises/name`, a file or a folder, to a new place in the backup."""
    source = course.exercises_dir / name
    folder = course.state_dir / "backup" / stamp()
    number = 1
    while (folder / name).exists():
        number += 1
        folder = folder.with_name(f"{folder.name.partition('-')[0]}-{number}")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*CACHES))
    else:
        shutil.copyfile(source, target)
    return target


def _refuse(course: Course, folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise CourseError(f"`{folder}` is a file.", hint="Name a folder that does not exist yet.")
    for clone in (course, Course(course.root, course.root)):
        if clone.owns(folder) or folder.is_relative_to(clone.docs_dir):
            hint = "Name a folder beside your clone, such as ../my-course."
            raise CourseError(f"The folder `{folder}` lies inside the course's own files.", hint=hint)
    if (folder / WORKSPACE_FILE).is_file():
        raise CourseError(f"`{folder}` is a workspace already.", hint="Change to it, and run: prodready update")
    if folder.is_dir() and any(folder.iterdir()):
        hint = "Name a folder that is empty or does not exist yet: nothing of yours is overwritten."
        raise CourseError(f"The folder `{folder}` is not empty.", hint=hint)


def _bring(course: Course, name: str, data: bytes, known: str, *, is_given: bool) -> Change | None:
    """Bring one shipped file; `known` is the digest of what was shipped under that name the last time."""
    mine = course.exercises_dir / name
    if not mine.is_file():
        write_whole(mine, data)
        return Change(name, "restored" if known else "added")
    now = digest(mine.read_bytes())
    if now == digest(data):
        _tidy(mine, data)
        return None
    if now == known:
        write_whole(mine, data)
        return Change(name, "replaced")
    if is_given:
        kept = back_up(course, name)
        write_whole(mine, data)
        return Change(name, "given", kept)
    if known == digest(data):
        return None
    new = beside(mine)
    if new.is_file() and digest(new.read_bytes()) not in {known, digest(data)}:
        back_up(course, new.relative_to(course.exercises_dir).as_posix())
    write_whole(new, data)
    return Change(name, "kept", new)


def _tidy(mine: Path, data: bytes) -> None:
    """Remove the new starter that lies beside a file which has become the same."""
    new = beside(mine)
    if new.is_file() and digest(new.read_bytes()) == digest(data):
        new.unlink()


def _read_marker(course: Course) -> dict[str, str]:
    """Digests of what was shipped the last time, by name."""
    marker = course.workspace / WORKSPACE_FILE
    if not marker.is_file():
        raise CourseError(
            f"The folder `{course.workspace}` is the clone itself, not a workspace.",
            hint="Here, `git pull` brings what is new. For a folder of your own: prodready start ../my-course",
        )
    try:
        data = json.loads(marker.read_text(encoding="utf-8"))
        found = {str(name): str(value) for name, value in data["starters"].items()}
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        hint = "Run `prodready start` in a new folder and copy your files over."
        raise CourseError("The workspace file is damaged.", path=marker, hint=hint) from error
    if data.get("schema", 0) > SCHEMA:
        hint = "Update the course: git pull, then pip install -e . in your clone."
        raise CourseError("The workspace was made by a newer version of `prodready`.", path=marker, hint=hint)
    return found


def _write_marker(course: Course, starters: dict[str, str]) -> None:
    data = {"schema": SCHEMA, "course": str(course.root), "version": __version__, "starters": starters}
    text = json.dumps(data, indent=2, ensure_ascii=False)
    marker = course.workspace / WORKSPACE_FILE
    if not marker.is_file() or marker.read_text(encoding="utf-8") != f"{text}\n":
        write_whole(marker, f"{text}\n".encode())
