"""Reading fields out of a YAML document: right types, no unknown keys, every complaint with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prodready.errors import CourseError
from prodready.yamllines import Document, Place


@dataclass(slots=True)
class Fields:
    """One mapping of a document. Ask for each key, then call `finish`: keys nobody asked for are refused.

    Complaints are collected in `problems`, shared by all mappings of a document, so that an author sees all of them at
    once. After a complaint the value is an empty one of the right type.

    Args:
        document: The file.
        place: Where the mapping stands in it.
        data: The mapping itself.
        problems: Where complaints go.
    """

    document: Document
    place: Place
    data: Mapping[str, Any]
    problems: list[CourseError]
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document, place: Place, data: object, problems: list[CourseError]) -> Fields:
        """The mapping at `place`; an empty one, and a complaint, if there is something else."""
        if isinstance(data, Mapping):
            return cls(document, place, data, problems)
        problems.append(
            CourseError(
                f"{_name(place)} is not a mapping.",
                path=document.path,
                line=document.line(place),
                hint="Write `key: value` lines.",
            )
        )
        return cls(document, place, {}, [])

    def complain(self, message: str, key: str | int | None = None, hint: str = "") -> None:
        """Record a problem at `key`, or at the mapping itself."""
        place = self.place if key is None else (*self.place, key)
        self.problems.append(CourseError(message, path=self.document.path, line=self.document.line(place), hint=hint))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required without a default."""
        return str(self._take(key, (str,), "text", default=default or "", required=default is None))

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number; required without a default."""
        return int(self._take(key, (int,), "a whole number", default=default or 0, required=default is None))

    def number(self, key: str, default: float | None = None) -> float:
        """A number; required without a default."""
        return float(self._take(key, (int, float), "a number", default=default or 0.0, required=default is None))

    def flag(self, key: str) -> bool:
        """True or false; false when the key is missing."""
        return bool(self._take(key, (bool,), "`true` or `false`", default=False, required=False))

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of a few words; required without a default."""
        value = self.text(key, default)
        if value and value not in allowed:
            self.complain(f"`{key}` is `{value}`.", key, f"It is one of {', '.join(allowed)}.")
            return ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is missing."""
        values = self._take(key, (list,), "a list", default=[], required=False)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                self.complain(f"Entry {index + 1} of `{key}` is not text: `{value}`.", key, "Put it in quotes.")
        return tuple(str(value) for value in values)

    def scalar(self, key: str) -> str:
        """A text or a number, as text; required."""
        return str(self._take(key, (str, int, float), "a text or a number", default="", required=True))

    def mapping(self, key: str) -> dict[str, Any]:
        """A mapping as it is; empty when the key is missing."""
        return dict(self._take(key, (dict,), "a mapping", default={}, required=False))

    def one(self, key: str) -> Fields:
        """A mapping to be read field by field; required."""
        return Fields.of(
            self.document,
            (*self.place, key),
            self._take(key, (dict,), "a mapping", default={}, required=True),
            self.problems,
        )

    def many(self, key: str, *, required: bool = True) -> tuple[Fields, ...]:
        """A list of mappings to be read field by field."""
        values = self._take(key, (list,), "a list", default=[], required=required)
        return tuple(
            Fields.of(self.document, (*self.place, key, i), value, self.problems) for i, value in enumerate(values)
        )

    def stored(self, *keys: str, required: bool = False) -> dict[str, Any]:
        """Those of `keys` that are there, as they are."""
        self.asked.update(keys)
        for key in keys:
            if required and key not in self.data:
                self.complain(f"{_name(self.place)} has no `{key}`.", None, f"Add `{key}:`.")
        return {key: self.data[key] for key in keys if key in self.data}

    def has(self, key: str) -> bool:
        """Whether an optional key is there."""
        self.asked.add(key)
        return key in self.data

    def finish(self) -> None:
        """Refuse the keys that nobody asked for."""
        for key in self.data:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                self.complain(f"The key `{key}` is not known in {_name(self.place)}.", key, f"Known here: {known}.")

    def _take(self, key: str, types: tuple[type, ...], what: str, *, default: Any, required: bool) -> Any:
        self.asked.add(key)
        if key not in self.data:
            if required:
                self.complain(f"{_name(self.place)} has no `{key}`.", None, f"Add `{key}:` with {what}.")
            return default
        value = self.data[key]
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            hint = "Put it in quotes." if types == (str,) else "Mend the value."
            self.complain(f"`{key}` is not {what}: `{value}`.", key, hint)
            return default
        return value


def _name(place: Place) -> str:
    """What people call a place: `questions[2].options[1]` counts from 1."""
    if not place:
        return "the file"
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return f"`{words.lstrip('.')}`"
