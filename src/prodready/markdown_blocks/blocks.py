"""The blocks of lessons, each with its options; what they look like is in the templates."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from pymdownx.blocks.block import type_any

from prodready import pageblocks, quizblock, quizfile
from prodready.kit.links import NEEDS
from prodready.markdown_blocks.base import CourseBlock
from prodready.words import say

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Listing(CourseBlock):
    """`/// listing | broken.py`."""

    NAME = "listing"
    OPTIONS = {"section": ("", type_any), "marks": ({}, type_any), "copy": (True, type_any)}

    def html(self) -> str:
        """See `CourseBlock`."""
        return pageblocks.listing(self.page.course, *self.source(), copy=self.option("copy", bool, "`true` or `false`"))

    def source(self) -> tuple[Path, str, dict[int, int]]:
        """The file, the section and the marks of this block."""
        marks = self.option("marks", dict, "a mapping such as `{5: 1}`")
        if not all(type(number) is int for pair in marks.items() for number in pair):
            raise self.wrong(
                f"`marks` are not numbers: `{marks}`.", "Write `{5: 1, 7: 2}`: line of the file, number of the mark."
            )
        self.page.marks.update(marks.values())
        return self.page.folder / self.argument, str(self.options["section"]), marks


class Side(Listing):
    """One side of a contrast."""

    BODY = "notes"
    OPTIONS = {**Listing.OPTIONS, "title": ("", type_any)}

    def html(self) -> str:
        """See `CourseBlock`."""
        path, section, marks = self.source()
        title = self.option("title", str, "text")
        copy = self.option("copy", bool, "`true` or `false`")
        return pageblocks.side(self.page.course, self.NAME, title, path, section, marks, copy=copy)

    def on_end(self, block: ET.Element) -> None:
        """Put the lines of each mark before what is said about it."""
        items = block.findall("./ol/li")
        numbers = sorted(set(self.options["marks"].values()))
        if len(items) != len(numbers) or numbers != list(range(1, len(numbers) + 1)):
            raise self.wrong(
                f"there are {len(items)} notes for the marks {numbers}.", "Write one item per mark, 1 first."
            )
        for number, item in enumerate(items, 1):
            lines = [str(line) for line, mark in sorted(self.options["marks"].items()) if mark == number]
            key = "line" if len(lines) == 1 else "lines"
            words = say(f"block.contrast.{key}", first=", ".join(lines[:-1]), last=lines[-1])
            holder = item.find("p") if item.find("p") is not None else item
            assert holder is not None
            holder.text = f"**{words}** {(holder.text or '').lstrip()}"
        super().on_end(block)


class Breaks(Side):
    """`/// breaks | usual.py`, inside a contrast."""

    NAME = "breaks"


class Holds(Side):
    """`/// holds | holding.py`, inside a contrast."""

    NAME = "holds"


class Contrast(CourseBlock):
    """`//// contrast`."""

    NAME = "contrast"
    ARGUMENT = False
    BODY = "contrast__sides"

    def html(self) -> str:
        """See `CourseBlock`."""
        return pageblocks.plain("contrast")


class Run(CourseBlock):
    """`/// run | incident.py`."""

    NAME = "run"
    OPTIONS = {
        "what": ("", type_any),
        "clock": ("03:00", type_any),
        "day": (False, type_any),
        "needs": ("", type_any),
    }

    def html(self) -> str:
        """See `CourseBlock`."""
        clock = self.options["clock"]
        if not isinstance(clock, str) or not _CLOCK.fullmatch(clock):
            raise self.wrong(f"`clock` is not a time: `{clock}`.", 'Put it in quotes: "03:00".')
        if self.options["needs"] not in ("", *NEEDS):
            raise self.wrong(f"`needs` is unknown: `{self.options['needs']}`.", f"Write one of: {', '.join(NEEDS)}.")
        day = self.option("day", bool, "`true` or `false`")
        what = self.option("what", str, "text")
        return pageblocks.run(self.page.course, self.page.folder / self.argument, what, clock, day=day)


class Incident(CourseBlock):
    """`/// incident | 03:12 Pager, order billing`."""

    NAME = "incident"
    BODY = "page__body"

    def html(self) -> str:
        """See `CourseBlock`."""
        time, _, sender = self.argument.partition(" ")
        if not _CLOCK.fullmatch(time) or not sender.strip():
            raise self.wrong("it does not start with a time and a sender.", "Such as: 03:12 Pager, order billing")
        return pageblocks.plain("incident", time=time, sender=sender.strip())

    def on_end(self, block: ET.Element) -> None:
        """The first paragraph is the message; a list is a table of facts."""
        message = block.find("p")
        if message is None:
            raise self.wrong("it has no message.", "Write one sentence before the list of facts.")
        message.set("class", "page__msg")
        for facts in block.findall("ul"):
            facts.tag = "dl"
            for fact in facts:
                name, colon, value = (fact.text or "").partition(":")
                if not colon:
                    raise self.wrong(f"`{fact.text}` is not a name and a value.", "Put a colon between them.")
                fact.tag, fact.text = "div", None
                ET.SubElement(fact, "dt").text = name.strip()
                ET.SubElement(fact, "dd").text = value.strip()
        super().on_end(block)


class Before(CourseBlock):
    """`/// before`."""

    NAME = "before"
    ARGUMENT = False
    BODY = "before__body"

    def html(self) -> str:
        """See `CourseBlock`."""
        return pageblocks.plain("before")


class Exercise(CourseBlock):
    """`/// exercise | lesson3/fetch`."""

    NAME = "exercise"
    BODY = "ex__text"

    def html(self) -> str:
        """See `CourseBlock`."""
        key = str(self.argument)
        if key in self.page.exercises:
            raise self.wrong("the exercise is on this page twice.", "Remove one of the blocks.")
        self.page.exercises.append(key)
        lesson = key.partition("/")[0].removeprefix("lesson")
        return pageblocks.exercise(self.page.course, key, f"{lesson}.{len(self.page.exercises)}")

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Put an anchor before it, as an element that MkDocs sees when it checks links."""
        self.anchor(parent, str(self.argument).rpartition("/")[2])
        return super().on_create(parent)

    def on_end(self, block: ET.Element) -> None:
        """An exercise says what is to be done."""
        if not len(block):
            raise self.wrong("it has no statement.", "Write the task between the two lines of the block.")
        super().on_end(block)


class Quiz(CourseBlock):
    """`/// quiz | lesson3`."""

    NAME = "quiz"

    def html(self) -> str:
        """See `CourseBlock`."""
        return quizblock.render(quizfile.load(self.page.course.quiz_file(str(self.argument))))

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Put an anchor before it, as an element that MkDocs sees when it checks links."""
        self.anchor(parent, "quiz")
        return super().on_create(parent)


LESSON_BLOCKS: tuple[type[CourseBlock], ...] = (
    Listing,
    Run,
    Incident,
    Contrast,
    Breaks,
    Holds,
    Before,
    Exercise,
    Quiz,
)
