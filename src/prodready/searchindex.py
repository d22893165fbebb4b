"""The search index of the built site: pages are described, and sections are found by what people type for them.

The phrases are the links of the page of symptoms, which anybody can read: nothing is hidden in the index.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

FIELDS = {"title": {"boost": 12.0}, "text": {"boost": 1.0}, "tags": {"boost": 12.0}, "asked": {"boost": 40.0}}
"""What a word is worth, by where it stands. The theme's own 1000 for titles lets one common word win over four rare ones."""

LESSON = re.compile(r"lesson\d+/")
LESSON_BOOST = 2.0
"""What a lesson counts beside pages that speak of the same, such as the reference for authors."""

SYMPTOMS = "symptoms/"
"""The page whose links are phrases, below the root of the site."""


def improved(index: Mapping[str, Any], descriptions: Mapping[str, str], asked: Mapping[str, Sequence[str]]) -> Any:
    """`index` with better fields.

    Args:
        index: As the search plugin writes it: `config` and `docs`.
        descriptions: What pages say about themselves to search engines, by address below the root.
        asked: What people type for a page or a section, by its address below the root.
    """
    docs = []
    for doc in index["docs"]:
        new = dict(doc)
        if about := descriptions.get(doc["location"]):
            new["text"] = f"<p>{escape(about, quote=False)}</p> {doc['text']}"
        if phrases := asked.get(doc["location"]):
            new["asked"] = escape(" / ".join(phrases), quote=False)  # The theme takes a bare `>` for markup.
        if LESSON.match(doc["location"]):
            new["boost"] = LESSON_BOOST
        docs.append(new)
    return {"config": {**index["config"], "fields": FIELDS}, "docs": docs}


def read_site(site: Path) -> Any:
    """The improved index of the site that was built in the folder `site`."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    pages = {doc["location"] for doc in index["docs"] if "#" not in doc["location"]}
    descriptions = {page: _Page.read(site / page / "index.html").description for page in sorted(pages)}
    asked: dict[str, list[str]] = {}
    symptoms = site / SYMPTOMS / "index.html"
    for address, phrase in phrases(symptoms.read_text(encoding="utf-8")) if symptoms.is_file() else ():
        asked.setdefault(address, []).append(phrase)
    return improved(index, descriptions, asked)


def phrases(html: str) -> Iterator[tuple[str, str]]:
    """The links inside the article of the page of symptoms: an address below the root, and the words."""
    page = _Page()
    page.feed(html)
    root = "file:///"  # Any that addresses can be relative to.
    for href, words in page.links:
        address, anchor = urldefrag(urljoin(root + SYMPTOMS, href))
        if words.strip() and address.startswith(root):
            yield address.removeprefix(root) + (f"#{anchor}" if anchor else ""), " ".join(words.split())


class _Page(HTMLParser):
    """Keeps of a page what the index needs: its description, and the links of its article."""

    def __init__(self) -> None:
        super().__init__()
        self.description = ""
        self.links: list[tuple[str, str]] = []
        self._inside = False
        self._open = False

    @classmethod
    def read(cls, path: Path) -> _Page:
        """The page in the file `path`; an empty one if there is none."""
        page = cls()
        page.feed(path.read_text(encoding="utf-8") if path.is_file() else "")
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A description, the begin of the article, or a link."""
        found = dict(attrs)
        if tag == "meta" and found.get("name") == "description":
            self.description = found.get("content") or ""
        elif tag == "article":
            self._inside = True
        elif tag == "a" and self._inside and "headerlink" not in (found.get("class") or ""):
            self.links.append((found.get("href") or "", ""))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        """The end of a link, or of the article."""
        self._open = self._open and tag != "a"
        self._inside = self._inside and tag != "article"

    def handle_data(self, data: str) -> None:
        """The words of a link, however many elements they are in."""
        if self._open:
            href, words = self.links[-1]
            self.links[-1] = (href, words + data)
