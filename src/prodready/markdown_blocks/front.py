"""The blocks of other pages than lessons: the landing page, the plan, privacy, and what is for teachers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from pymdownx.blocks.block import type_any

from prodready import landing
from prodready.errors import CourseError
from prodready.markdown_blocks.base import CourseBlock
from prodready.playgroundblock import playground
from prodready.timetable import timetable


class Start(CourseBlock):
    """`/// start`: the buttons of the landing page."""

    NAME = "start"
    ARGUMENT = False
    OPTIONS = {"also": (0, type_any)}

    def html(self) -> str:
        """See `CourseBlock`."""
        return landing.start(self.page.course, self.option("also", int, "the number of a lesson"), self.page.root)


class Setup(CourseBlock):
    """`/// setup`: the commands up to the first run of the first lesson's checks."""

    NAME = "setup"
    ARGUMENT = False

    def html(self) -> str:
        """See `CourseBlock`."""
        return landing.setup(self.page.course, self.page.source)


class Twin(CourseBlock):
    """`/// twin | bill.py`, for the landing page."""

    NAME = "twin"
    OPTIONS = {"day": ("", type_any), "night": ("", type_any), "tags": ({}, type_any)}

    def html(self) -> str:
        """See `CourseBlock`."""
        folder = (self.page.folder / self.argument).parent
        tags = self.option("tags", dict, "a mapping such as `{7: [4, unchecked]}`")
        day, night = (folder / self.option(name, str, "a file") for name in ("day", "night"))
        pairs = {int(line): (int(number), str(text)) for line, (number, text) in tags.items()}
        return landing.twin(self.page.course, self.page.folder / self.argument, day, night, pairs, self.page.root)


class Plan(CourseBlock):
    """`/// plan`: every lesson of the course."""

    NAME = "plan"
    ARGUMENT = False

    def html(self) -> str:
        """See `CourseBlock`."""
        return landing.plan(self.page.course, self.page.root)


class Kept(CourseBlock):
    """`/// kept`: what this browser remembers, and a button that removes it."""

    NAME = "kept"
    ARGUMENT = False

    def html(self) -> str:
        """See `CourseBlock`."""
        return landing.kept()


class Schedule(CourseBlock):
    """`/// schedule`: a timetable whose minutes come from the lessons."""

    NAME = "schedule"
    ARGUMENT = False
    OPTIONS = {"start": ("", type_any), "rows": ([], type_any)}

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Put a table of Markdown there, so that MkDocs checks its links."""
        self.parent = parent
        rows = [str(row) for row in self.option("rows", list, "a list")]
        start = self.option("start", str, 'a time in quotes, such as "09:00"')
        try:
            table = timetable(self.page.course, rows, start, self.page.folder.resolve() / "page.md")
        except CourseError as error:
            raise self.wrong(error.message, error.hint) from error
        self.md.parser.parseBlocks(ET.SubElement(parent, "div", {"class": "schedule"}), [table])
        return ET.SubElement(parent, "div")


class Playground(CourseBlock):
    """`/// playground | playground`: an editor for several files, which begins with those of a folder, and the fault lab."""

    NAME = "playground"

    def html(self) -> str:
        """See `CourseBlock`."""
        return playground(self.page.folder / self.argument)


FRONT_BLOCKS: tuple[type[CourseBlock], ...] = (Start, Setup, Twin, Plan, Kept, Schedule, Playground)
