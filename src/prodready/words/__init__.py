"""Every word of the interface, from one catalogue file per language."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGE = "en"


@cache
def catalogue(language: str = LANGUAGE) -> dict[str, Any]:
    """The whole catalogue, for callers that hand it on, such as the page's scripts."""
    text = files(__name__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def say(key: str, /, **values: object) -> str:
    """The text of `key`, such as `summary.holds`, with its fields filled in.

    Raises:
        KeyError: If the catalogue has no such key: an error of ours, not of the reader.
    """
    entry: Any = catalogue()
    for part in key.split("."):
        entry = entry[part]
    return str(entry).format(**values)
