"""The catalogue of the interface's words, and the places that use it."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import prodready
from prodready.words import catalogue, say

SOURCES = Path(prodready.__file__).parent


def calls() -> Iterator[tuple[str, set[str]]]:
    """Every call of `say` whose key is a literal, with the names of its fields."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and not any(keyword.arg is None for keyword in node.keywords):
                    yield str(key.value), {str(keyword.arg) for keyword in node.keywords}


def text_of(key: str) -> Any:
    entry: Any = catalogue()
    for part in key.split("."):
        entry = entry[part]
    return entry


def test_say() -> None:
    """A text is found by its key, and its fields are filled in."""
    assert say("check.needs", what="threads") == "needs threads"


@pytest.mark.parametrize("key", ["nothing", "check.nothing"])
def test_unknown_key(key: str) -> None:
    """A key that is not there is an error of ours."""
    with pytest.raises(KeyError):
        say(key)


def test_missing_field() -> None:
    """So is a field without a value."""
    with pytest.raises(KeyError):
        say("check.needs")


def test_every_call_has_its_words() -> None:
    """Each key that the engine asks for is in the catalogue, and each field of its text gets a value."""
    assert list(calls())
    for key, given in calls():
        text = text_of(key)
        assert isinstance(text, str), key
        fields = {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}
        assert fields <= given, key


def test_every_word_of_the_editor_is_there() -> None:
    """Each key that the editor's scripts ask for is in the catalogue, and the group `editor` has no word that nobody says."""
    scripts = Path(__file__).parents[2] / "web" / "src" / "exercise"
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(scripts.glob("*.ts")))
    asked = set(re.findall(r'"((?:editor|check|verdict|summary|site)\.[\w. ]+)"', source))
    assert asked
    for key in asked:
        assert isinstance(text_of(key), str), key
    spoken = {key.partition(".")[2] for key in asked}
    assert [word for word in catalogue()["editor"] if word not in spoken | {"ended"}] == []
