"""Checks of what somebody else's file says, by hand: the package that knows JSON Schema is for authors only.

Each function returns the part of the data that is known, and raises AttributeError, KeyError, TypeError or ValueError if
it has another form than `src/prodready/schemas/backup.schema.json` says.
"""

from __future__ import annotations

import re
from typing import Any

from prodready.progress.file import Entry, entry_from_data

Data = dict[str, Any]

_KEY = re.compile(r"[a-z0-9_]+/[A-Za-z0-9_.-]+")
_LESSON = re.compile(r"[A-Za-z0-9_.-]+")
_MORE = re.compile(r"prodready\.[A-Za-z0-9_./-]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_QUESTION = ("rev", "tries", "first", "done")
_SUM = ("points", "total", "right", "count")
_MOST = 100_000
"""More checks than an exercise, and more hints than a check can have."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def is_name(name: str) -> bool:
    """Whether a name of a file leads nowhere but below the folder of its lesson, on every system."""
    parts = name.split("/")
    return not set(name) & set('\\:*?"<>|') and all(map(_is_part, parts))


def entries_of(value: Any) -> dict[str, Entry]:
    """What has been reached, by the exercises' keys."""
    return {_key(key): _entry(key, entry) for key, entry in _object(value["exercises"], "exercises").items()}


def reading_of(value: Any) -> Data:
    """What the pages remember of reading."""
    lessons = _object(value["lessons"], "reading")
    for key, lesson in lessons.items():
        _need(
            is_text(key) and is_text(lesson.get("at", "")) and isinstance(lesson.get("read", False), bool), "`reading`"
        )
    _need(_is_one(value["schema"]) and is_text(value["last"]), "`reading`")
    kept = {key: {name: lesson[name] for name in ("at", "read") if name in lesson} for key, lesson in lessons.items()}
    return {"schema": 1, "last": value["last"], "lessons": kept}


def quizzes_of(value: Any) -> dict[str, Data]:
    """The answers to quizzes, by lesson."""
    return {key: _quiz(key, quiz) for key, quiz in _object(value, "quizzes").items()}


def work_of(value: Any) -> dict[str, tuple[dict[str, str], str, str]]:
    """Files, starter and date of each exercise's work, by key."""
    return {_key(key): _work(key, work) for key, work in _object(value, "work").items()}


def more_of(value: Any) -> dict[str, str]:
    """What else a browser keeps: texts by their names."""
    more = _object(value, "more")
    for name, text in more.items():
        _need(_MORE.fullmatch(name) and is_text(text), f"`{short(name)}` in `more`")
    return more


def moment(value: Any, what: str) -> str:
    """A date; `what` is for the error."""
    _need(isinstance(value, str) and _DATE.fullmatch(value), what)
    return str(value)


def is_text(value: Any) -> bool:
    """Whether a value is a text that can be written: JSON may hold halves of characters."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_count(value: Any) -> bool:
    """Whether a value is a whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def short(text: str) -> str:
    """The beginning of a text, for a message on any terminal."""
    return ascii(text[:40]).strip("'")


def _is_part(part: str) -> bool:
    return bool(part) and part.isprintable() and part == part.strip(" ").rstrip(".") and not _RESERVED.fullmatch(part)


def _entry(key: str, value: Any) -> Entry:
    _need(_object(value, key).keys() >= {"state", "best", "last"}, f"`{short(key)}` in `progress`")
    entry = entry_from_data(value)
    hints, dates, digests = entry.hints, (entry.started, entry.passed, entry.updated), (entry.starter, entry.work)
    _need(
        all(count <= _MOST for count in (entry.best, *hints.values()))
        and all(hints.values())
        and all(map(is_text, (*entry.last, *hints)))
        and all(not text or _SECOND.fullmatch(text) for text in dates)
        and all(not text or _DIGEST.fullmatch(text) for text in digests),
        f"`{short(key)}` in `progress`",
    )
    return entry


def _quiz(key: str, value: Any) -> Data:
    what = f"`{short(key)}` in `quizzes`"
    _need(_LESSON.fullmatch(key) and _is_one(value["schema"]), what)
    questions = {}
    for name, kept in _object(value["questions"], key).items():
        tries = kept["tries"]
        _need(is_text(name) and isinstance(tries, list) and all(map(is_text, tries)), what)
        _need(is_count(kept["rev"]) and _is_number(kept["first"]) and kept["done"] in ("", "right", "shown"), what)
        questions[name] = {field: kept[field] for field in _QUESTION}
    found: Data = {"schema": 1, "questions": questions}
    if "sum" in value:
        _need(all(_is_number(value["sum"][name]) for name in _SUM), what)
        found["sum"] = {name: value["sum"][name] for name in _SUM}
    return found


def _work(key: str, value: Any) -> tuple[dict[str, str], str, str]:
    what = f"`{short(key)}` in `work`"
    files = _object(value["files"], key)
    _need(_is_one(value["schema"]) and files and is_text(value["starter"]), what)
    _need(all(is_text(name) and is_name(name) and is_text(text) for name, text in files.items()), what)
    _need(not any(other.startswith(f"{name}/") for name in files for other in files), what)
    return files, value["starter"], moment(value["saved"], what)


def _key(key: str) -> str:
    _need(_KEY.fullmatch(key) and is_name(key), f"`{short(key)}`, which is no exercise")
    return key


def _object(value: Any, name: str) -> Data:
    _need(isinstance(value, dict), f"`{short(name)}`")
    return dict(value)


def _need(sound: object, what: str) -> None:
    if not sound:
        raise ValueError(f"something is wrong with {what}")


def _is_one(value: Any) -> bool:
    return is_count(value) and value == 1


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9
