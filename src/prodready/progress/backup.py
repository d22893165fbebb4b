"""Everything that is kept of a learner as one file, `prodready-progress.json`, which the scorecard page reads and writes too.

Its form is `src/prodready/schemas/backup.schema.json`. It is checked by hand here, because the package that knows JSON
Schema is for authors only, and nothing of a file is used before all of it has been checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prodready.errors import CourseError
from prodready.progress.file import SCHEMA as PROGRESS_SCHEMA
from prodready.progress.file import DamagedError, Progress, entry_to_data, now
from prodready.progress.sound import entries_of, is_count, moment, more_of, quizzes_of, reading_of, work_of

NAME = "prodready-progress.json"
KIND = "prodready-backup"
SCHEMA = 1
LARGEST = 32 * 1024 * 1024
"""Bytes. A browser keeps about 5 MB for a site, so that a longer file is something else."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """The learner's files of one exercise.

    Args:
        files: Texts by names below `exercises/LESSON/`, such as `fetch.py` or `project/pyproject.toml`.
        starter: What tells one starter from another; empty if unknown.
        saved: When they were changed last; UTC, ISO 8601.
    """

    files: Mapping[str, str]
    starter: str = ""
    saved: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """What is in such a file. `reading`, `quizzes` and `more` belong to the pages, and are only passed on here."""

    made: str = field(default_factory=now)
    progress: Progress = field(default_factory=Progress)
    reading: Data = field(default_factory=lambda: {"schema": 1, "last": "", "lessons": {}})
    quizzes: Mapping[str, Data] = field(default_factory=dict)
    work: Mapping[str, Work] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)


def read(path: Path) -> Backup:
    """The content of a file; a `progress.json` by itself is understood as well.

    Raises:
        CourseError: If the file is missing, damaged, from a newer version, or something else.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise CourseError(
            f"The file cannot be read: {error.strerror or error}.", path=path, hint="Look at its name."
        ) from error
    if data is None:
        raise _foreign(path)
    return parse(data, path)


def parse(data: bytes, path: Path) -> Backup:
    """The content of a file from its bytes; `path` is for messages.

    Raises:
        CourseError: See `read`.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _damaged(path, "it is no JSON, or was cut short") from error
    if not isinstance(found, dict):
        raise _foreign(path)
    if "kind" not in found and "exercises" in found:
        found = {"kind": KIND, "schema": SCHEMA, "made": now(), "progress": found}
    if found.get("kind") != KIND:
        raise _foreign(path)
    if not is_count(found.get("schema")) or not found["schema"]:
        raise _damaged(path, "it names no schema version")
    if found["schema"] > SCHEMA or _newer_progress(found):
        raise CourseError(
            "The file was written by a newer version of the course.",
            path=path,
            hint="Update yours: git pull, then pip install -e . in your clone. Nothing was changed.",
        )
    try:
        return _from_data(found)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise _damaged(path, str(error) or "a part is missing") from error


def to_text(backup: Backup) -> str:
    """The content of a file."""
    entries = {key: entry_to_data(entry) for key, entry in sorted(backup.progress.entries.items())}
    data = {
        "kind": KIND,
        "schema": SCHEMA,
        "made": backup.made,
        "progress": {"schema": PROGRESS_SCHEMA, "exercises": entries},
        "reading": backup.reading,
        "quizzes": dict(sorted(backup.quizzes.items())),
        "work": {
            key: {"schema": 1, "files": dict(work.files), "starter": work.starter, "saved": work.saved}
            for key, work in sorted(backup.work.items())
        },
        "more": dict(sorted(backup.more.items())),
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _from_data(found: Data) -> Backup:
    return Backup(
        made=moment(found["made"], "`made`"),
        progress=Progress(entries_of(found.get("progress", {"exercises": {}}))),
        reading=reading_of(found.get("reading", {"schema": 1, "last": "", "lessons": {}})),
        quizzes=quizzes_of(found.get("quizzes", {})),
        work={key: Work(*parts) for key, parts in work_of(found.get("work", {})).items()},
        more=more_of(found.get("more", {})),
    )


def _newer_progress(found: Data) -> bool:
    progress = found.get("progress")
    version = progress.get("schema") if isinstance(progress, dict) else None
    return isinstance(version, int) and version > PROGRESS_SCHEMA


def _no_constant(name: str) -> None:
    raise ValueError(f"`{name}` is no JSON")


def _damaged(path: Path, why: str) -> DamagedError:
    return DamagedError(
        f"The file is damaged: {why}.", path=path, hint="Nothing was changed. Export it anew where it came from."
    )


def _foreign(path: Path) -> DamagedError:
    message, hint = f"The file is no `{NAME}`.", "Nothing was changed. Name the file that an export has written."
    return DamagedError(message, path=path, hint=hint)
