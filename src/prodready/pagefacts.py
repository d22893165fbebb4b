"""What a page of the course offers to those who refer to it: the anchors of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown import Markdown

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def anchors(page: Path) -> tuple[str, ...]:
    """The ids that the built site gives to the headings of `page`, in order; its blocks need no extension here."""
    text = _FRONT_MATTER.sub("", page.read_text(encoding="utf-8"))
    converter = Markdown(extensions=["toc", "attr_list", "fenced_code", "md_in_html"])
    converter.convert(text)
    tokens: list[dict[str, Any]] = converter.toc_tokens  # type: ignore[attr-defined]
    return tuple(_ids(tokens))


def _ids(tokens: list[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        yield str(token["id"])
        yield from _ids(token["children"])
