"""The blocks about what a browser keeps: the scorecard, and the course without a network."""

from __future__ import annotations

from prodready.bundle import scorecard
from prodready.markdown_blocks.base import CourseBlock
from prodready.pageblocks import template
from prodready.words import catalogue

PARTS = ("now", "lessons", "faults", "keep")


class Scorecard(CourseBlock):
    """`/// scorecard | lessons`; see `PARTS`."""

    NAME = "scorecard"

    def html(self) -> str:
        """See `CourseBlock`."""
        if self.argument not in PARTS:
            raise self.wrong("there is no such part.", f"The parts are {', '.join(PARTS)}.")
        rows = scorecard.read_rows(self.page.course)
        words = catalogue()
        return template("scorecard").render(
            part=self.argument,
            rows=rows,
            faults=scorecard.by_fault(rows),
            words={name: words["scorecard"][name] for name in ("state", "read", "now", "of_checks", "of_questions")},
            backup=words["backup"],
            root=self.page.root,
        )


class Offline(CourseBlock):
    """`/// offline`: a button that keeps the course on this device."""

    NAME = "offline"
    ARGUMENT = False

    def html(self) -> str:
        """See `CourseBlock`."""
        words = {name: text for name, text in catalogue()["offline"].items() if name != "mode"}
        return template("offline").render(part="offline", words=words)


class Shared(CourseBlock):
    """`/// shared`: a button for machines that several people use."""

    NAME = "shared"
    ARGUMENT = False

    def html(self) -> str:
        """See `CourseBlock`."""
        return template("offline").render(part="shared", words={"mode": catalogue()["offline"]["mode"]})


MY_BLOCKS: tuple[type[CourseBlock], ...] = (Scorecard, Offline, Shared)
