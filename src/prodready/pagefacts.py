"""What a page of the course offers to those who refer to it: its objectives and the anchors of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
import yaml

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What can be pointed at in a page.

    Args:
        objectives: How many objectives its front matter lists.
        anchors: The ids of its headings, in order.
    """

    objectives: int
    anchors: tuple[str, ...]


def facts_of(path: Path) -> PageFacts:
    """Read the page at `path`. Headings get the ids that the built site gives them."""
    text = path.read_text(encoding="utf-8")
    found = _FRONT_MATTER.match(text)
    head = yaml.safe_load(found.group(1)) if found else {}
    converter = markdown.Markdown(extensions=["toc", "attr_list", "fenced_code", "md_in_html"])
    converter.convert(text[found.end() :] if found else text)
    tokens: list[dict[str, Any]] = converter.toc_tokens  # type: ignore[attr-defined]
    return PageFacts(len((head or {}).get("objectives", ())), tuple(_ids(tokens)))


def _ids(tokens: list[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        yield str(token["id"])
        yield from _ids(token["children"])
