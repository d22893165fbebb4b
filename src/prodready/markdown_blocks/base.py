"""What all blocks have in common: the page they stand on, and how a template becomes a part of the document."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from pymdownx.blocks.block import Block

from prodready import pageblocks
from prodready.catalog import Course
from prodready.errors import CourseError

REFERENCE = "docs/reference/pages.md"


@dataclass
class Page:
    """What the blocks of one page share.

    Args:
        place: The folder of the page; asked anew for each page, because one extension serves them all.
        marks: The numbers of all marks in the listings so far.
        exercises: The keys of the exercises so far.
        source: The address to clone the course from, where the build knows it; else empty.
    """

    place: str | os.PathLike[str]
    marks: set[int] = field(default_factory=set)
    exercises: list[str] = field(default_factory=list)
    source: str = ""

    @property
    def folder(self) -> Path:
        """The folder of the page."""
        return Path(os.fspath(self.place))

    @property
    def course(self) -> Course:
        """The course that the page belongs to."""
        return Course.require(self.folder.resolve())

    @property
    def root(self) -> str:
        """The way from the page to the root of the site: pages are folders there."""
        return "../" * len(self.folder.resolve().relative_to(self.course.docs_dir).parts)


class CourseBlock(Block):
    """A block whose HTML comes from a template."""

    ARGUMENT = True
    BODY = ""
    """The class of the element that holds the inner text; empty for a block without any."""

    def html(self) -> str:
        """The block, with `pageblocks.BODY` where the inner text goes."""
        raise NotImplementedError

    @property
    def page(self) -> Page:
        """What this block shares with the others of its page."""
        found: Page = self.config["page"]
        return found

    def wrong(self, message: str, hint: str = "") -> CourseError:
        """A problem that the author of the page can mend, with the name of this block."""
        name = f"/// {self.NAME} | {self.argument}" if self.argument else f"/// {self.NAME}"
        return CourseError(
            f"`{name}`: {message}", path=self.page.folder / "index.md", hint=hint or f"See `{REFERENCE}`."
        )

    def option(self, name: str, kind: type, what: str) -> Any:
        """The option `name`, which is of type `kind`."""
        value = self.options[name]
        if not isinstance(value, kind):
            raise self.wrong(f"`{name}` is not {what}: `{value}`.")
        return value

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Put the template around a new element for the inner text."""
        self.parent = parent
        head, _, self.tail = self.html().partition(pageblocks.BODY)
        self.stash(head)
        return ET.SubElement(parent, "div", {"class": self.BODY} if self.BODY else {})

    def on_end(self, block: ET.Element) -> None:
        """Refuse text where none belongs, and close the template."""
        if self.BODY:
            self.stash(self.tail)
            return
        if len(block) or (block.text or "").strip():
            raise self.wrong("the block holds text, and shows none.", "Indent its options by four spaces.")
        self.parent.remove(block)

    def anchor(self, parent: ET.Element, name: str) -> None:
        """Add a place that links can lead to."""
        ET.SubElement(parent, "div", {"id": name})

    def stash(self, html: str) -> None:
        """Add HTML that Markdown leaves alone."""
        ET.SubElement(self.parent, "p").text = self.md.htmlStash.store(html.strip())
