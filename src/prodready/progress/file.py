"""The learner's `progress.json`: its form, how it is read, and how it is kept whole. No name and no code is in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.files import stamp, write_whole
from prodready.model import Verdict

SCHEMA = 1
"""The version of the form. A change that older programs would misread raises it and adds a step to `MIGRATIONS`."""

Data = dict[str, Any]
MIGRATIONS: dict[int, Callable[[Data], Data]] = {}
"""For each older version the step that turns its data into the next version's."""

UNSOUND = (AttributeError, KeyError, TypeError, ValueError)
"""What goes wrong when data have another form."""

State = Literal["new", "started", "passed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered about one exercise.

    Args:
        state: `new` while the file is as it was shipped, `passed` for ever after the first pass.
        best: The most check functions that held at once.
        last: The last verdict of each check, in the suite's order.
        hints: How many hints have been revealed, by check function.
        starter: Digest of the starter that the learner began with; empty when unknown.
        work: Digest of the learner's file that `last` speaks about.
        started: When it left `new`; UTC, ISO 8601, as the other dates. Empty until then.
        passed: When it was passed first.
        updated: When anything of this was last written.
    """

    state: State = "new"
    best: int = 0
    last: Mapping[str, Verdict] = field(default_factory=dict)
    hints: Mapping[str, int] = field(default_factory=dict)
    starter: str = ""
    work: str = ""
    started: str = ""
    passed: str = ""
    updated: str = ""

    @property
    def open(self) -> tuple[str, ...]:
        """Checks that do not hold, in the suite's order: those that failed first, then those not judged yet."""
        failed = [name for name, verdict in self.last.items() if verdict in ("failed", "timed out", "error")]
        return (*failed, *(name for name, verdict in self.last.items() if verdict == "not reached"))


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that is remembered, by the exercises' keys."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, key: str) -> Entry:
        """The entry of an exercise; a blank one if nothing is known."""
        return self.entries.get(key, Entry())

    def put(self, key: str, entry: Entry) -> Progress:
        """The same with one entry changed, which is dated now."""
        return Progress({**self.entries, key: replace(entry, updated=now())})

    def drop(self, key: str) -> Progress:
        """The same without one entry."""
        return Progress({known: entry for known, entry in self.entries.items() if known != key})


def load(course: Course) -> Progress:
    """The learner's progress; a blank one if there is no file yet.

    Raises:
        CourseError: If the file is damaged, or was written by a newer version of the program.
    """
    data = _current(_read(course.progress_file), course.progress_file)
    try:
        return Progress({key: entry_from_data(value) for key, value in _entries(data).items()})
    except UNSOUND as error:
        raise _damaged(course.progress_file, str(error)) from error


def save(course: Course, progress: Progress) -> None:
    """Write the file, whole or not at all."""
    entries = {key: entry_to_data(progress.entries[key]) for key in sorted(progress.entries)}
    text = json.dumps({"schema": SCHEMA, "exercises": entries}, indent=2, ensure_ascii=False)
    try:
        write_whole(course.progress_file, f"{text}\n".encode())
    except OSError as error:
        hint = "Let this folder be written to: until then your progress is not kept."
        raise CourseError(
            f"The file cannot be written: {error.strerror}.", path=course.progress_file, hint=hint
        ) from error


def repair(course: Course) -> tuple[Path, int] | None:
    """Move a damaged file aside and save what is still readable of it; None if the file is in order.

    Returns:
        Where the damaged file is now, and how many exercises could be saved.

    Raises:
        CourseError: If the file was written by a newer version: then it is not damaged.
    """
    file = course.progress_file
    try:
        load(course)
    except DamagedError:
        pass
    else:
        return None
    kept = {}
    for key, value in _salvage(file).items():
        try:
            kept[key] = entry_from_data(value)
        except UNSOUND:
            continue
    aside = _free(file.with_name(f"{file.name}.damaged-{stamp()}"))
    file.rename(aside)
    save(course, Progress(kept))
    return aside, len(kept)


class DamagedError(CourseError):
    """The file cannot be understood."""


def now() -> str:
    """The time in UTC, to the second, such as `2026-03-29T01:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(file: Path) -> Data:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {"schema": SCHEMA, "exercises": {}}
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(file, str(error)) from error
    try:
        data = json.loads(text)
    except ValueError as error:
        raise _damaged(file, str(error)) from error
    if not isinstance(data, dict) or not isinstance(data.get("schema"), int):
        raise _damaged(file, "it names no schema version")
    return data


def _current(data: Data, file: Path) -> Data:
    version = data["schema"]
    if version > SCHEMA:
        raise CourseError(
            f"The file was written by a newer version of `prodready` (schema {version}, this one knows {SCHEMA}).",
            path=file,
            hint="Update the course: git pull, then pip install -e . in your clone. Nothing was changed.",
        )
    try:
        while version < SCHEMA:
            data = MIGRATIONS[version](data)
            version += 1
    except UNSOUND as error:
        raise _damaged(file, f"schema {version} is not known") from error
    return data


def _entries(data: Data) -> Data:
    found = data["exercises"]
    if not isinstance(found, dict):
        raise TypeError("`exercises` is not an object")
    return found


def entry_from_data(value: Any) -> Entry:
    """An entry from JSON data, checked by hand: the package that knows JSON Schema is for authors only.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: If the data have another form.
    """
    known = {name: value[name] for name in Entry.__dataclass_fields__ if name in value}
    entry = Entry(**known)
    texts = (entry.starter, entry.work, entry.started, entry.passed, entry.updated)
    sound = (
        entry.state in get_args(State)
        and _is_count(entry.best)
        and all(verdict in get_args(Verdict) for verdict in entry.last.values())
        and all(map(_is_count, entry.hints.values()))
        and all(isinstance(text, str) for text in texts)
    )
    if not sound:
        raise ValueError("a value of an exercise has the wrong type")
    return entry


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def entry_to_data(entry: Entry) -> Data:
    """JSON data; `entry_from_data` is the way back."""
    return {name: value for name, value in asdict(entry).items() if name in ("state", "best", "last") or value}


def _damaged(file: Path, why: str) -> DamagedError:
    hint = "Run `prodready progress --repair`: it moves the file aside and keeps what can be read of it."
    return DamagedError(f"The file is damaged: {why}.", path=file, hint=hint)


def _salvage(file: Path) -> Data:
    try:
        return _entries(_current(_read(file), file))
    except (CourseError, KeyError, TypeError):
        return {}


def _free(path: Path) -> Path:
    """`path`, or the same with a number if that exists already."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found
