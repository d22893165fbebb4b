"""The blocks of pages, such as `/// listing | broken.py`, as an extension of Python-Markdown.

What authors write is in `docs/reference/pages.md`; what comes out is in `templates/`. This package only connects the two.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension as PymdownBlocks
from pymdownx.blocks import BlocksProcessor

from prodready.errors import CourseError
from prodready.markdown_blocks.base import Page
from prodready.markdown_blocks.blocks import LESSON_BLOCKS
from prodready.markdown_blocks.front import FRONT_BLOCKS
from prodready.markdown_blocks.mine import MY_BLOCKS
from prodready.words import say

BLOCKS = (*LESSON_BLOCKS, *FRONT_BLOCKS, *MY_BLOCKS)


class MarkSign(InlineProcessor):
    """`[[1]]` in the text: the sign of a mark in a listing of the page."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(r"\[\[(\d+)\]\]", md)
        self.page = page

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # noqa: N802  their name
        """The sign, read aloud as "mark 1"."""
        if int(m[1]) not in self.page.marks:
            message = f"The text has `{m[0]}`, and no listing has that mark."
            raise CourseError(message, path=self.page.folder / "index.md", hint="Add it to the `marks` of a listing.")
        sign = ET.Element("span", {"class": "mark", "data-search-exclude": ""})
        word = ET.SubElement(
            sign, "b", {"class": "vh"}
        )  # Search takes the end of a second `span` for that of the first.
        word.text, word.tail = f"{say('block.mark')} ", m[1]
        return sign, m.start(0), m.end(0)


class LessonLink(InlineProcessor):
    """`[[lesson 4]]` in the text: a link once that lesson has a page, and until then its bare name."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(r"\[\[([Ll]esson (\d+))\]\]", md)
        self.page = page

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # noqa: N802  their name
        """A link that MkDocs checks, or a `span`."""
        course = self.page.course
        if not any(int(m[2]) in part["lessons"] for part in course.plan["parts"]):
            message = f"The text has `{m[0]}`, and `course.yml` plans no such lesson."
            raise CourseError(message, path=self.page.folder, hint="Name one of the plan.")
        target = course.lesson_page(f"lesson{m[2]}")
        way = "../" * len(self.page.folder.resolve().relative_to(course.docs_dir).parts)
        there = target.is_file()
        name = (
            ET.Element("a", {"href": way + target.relative_to(course.docs_dir).as_posix()})
            if there
            else ET.Element("span")
        )
        name.text = AtomicString(m[1])
        return name, m.start(0), m.end(0)


class Leftovers(Treeprocessor):
    """Finds blocks that were not understood: pymdownx leaves them in the text without a word."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: ET.Element) -> None:
        """Refuse them."""
        for element in root.iter("p"):
            first = (element.text or "").strip().partition("\n")[0]
            if first.startswith("///"):
                known = ", ".join(f"{block.NAME} ({', '.join(block.OPTIONS) or 'no options'})" for block in BLOCKS)
                message = f"The block `{first}` is not understood: its name, its argument or an option is wrong."
                raise CourseError(
                    message, path=self.page.folder / "index.md", hint=f"Blocks and their options: {known}."
                )


class BlocksExtension(PymdownBlocks):
    """All blocks of the course. In `mkdocs.yml`: `prodready.markdown_blocks: {folder: !relative}`."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "folder": [".", "The folder of the page"],
            "source": ["", "The address to clone the course from, if it is known"],
        }
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802  their name
        """Register everything."""
        md.registerExtension(self)
        self.page = Page(self.getConfig("folder"), source=self.getConfig("source") or "")
        for block in BLOCKS:
            block_mgr.register(block, {"page": self.page})
        md.block_level_elements += ["course-quiz", "course-continue", "course-kept", "course-scorecard"]
        md.block_level_elements += ["course-backup", "course-offline", "course-shared"]
        md.treeprocessors.register(Leftovers(md, self.page), "prodready_leftovers", 30)
        md.inlinePatterns.register(MarkSign(md, self.page), "prodready_mark", 175)
        md.inlinePatterns.register(LessonLink(md, self.page), "prodready_lesson", 176)

    def reset(self) -> None:
        """Forget the page before."""
        self.page.marks.clear()
        self.page.exercises.clear()


def makeExtension(**options: Any) -> BlocksExtension:  # noqa: N802  Python-Markdown asks for this name
    """For sites that name the module."""
    return BlocksExtension(**options)
