"""Source files as numbered, highlighted lines: whole files, or named sections of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

from prodready.errors import CourseError

_REGION = re.compile(r"\s*(?:#|//|--)\s*(region|endregion)\b\s*([\w-]*)\s*$")
_UNCOLOURED = re.compile(r'<span class="(?![kscm])\w+">([^<]*)</span>')
"""Names, punctuation and spaces, which have the colour of text: a third of the bytes of a listing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a listing.

    Args:
        number: In its file, counted from 1.
        indent: The spaces before the code.
        code: The rest, highlighted.
        mark: The number of the mark at its end; 0 for none.
        jumps: Whether the line before it has another number than one less; the first line of a file does not jump.
    """

    number: int
    indent: str
    code: Markup
    mark: int = 0
    jumps: bool = False


def read_listing(
    path: Path, section: str = "", marks: Mapping[int, int] | None = None, first: int = 1
) -> tuple[Line, ...]:
    """The lines of `path` that a page shows. Lines that open or close a region are left out.

    Args:
        path: The source file; its name says the language.
        section: The name of a region (`# region NAME` … `# endregion`); empty for the whole file.
        marks: Line of the file to number of the mark.
        first: The line to start with, counted from 1.

    Raises:
        CourseError: If the file or the section is missing, or a mark stands at no code.
    """
    marks = marks or {}
    shown = {number: text for number, text in _cut(path, section).items() if number >= first}
    shown = _without_empty_ends(shown)
    for number in marks:
        if not shown.get(number, "").strip():
            hint = f"Lines shown: {min(shown)} to {max(shown)}." if shown else "The section is empty."
            raise CourseError(f"A mark stands at line {number}, where no code is shown.", path=path, hint=hint)
    margin = min((len(text) - len(text.lstrip()) for text in shown.values() if text.strip()), default=0)
    code = "\n".join(text[margin:] for text in shown.values())
    html = _highlighted(code, path.name)
    before = (0, *shown)
    return tuple(
        _line(number, text, marks.get(number, 0), jumps=number != last + 1)
        for number, text, last in zip(shown, html, before, strict=False)
    )


def lines_of(code: str, filename: str) -> tuple[Line, ...]:
    """The lines of a text that is no file, highlighted as a file called `filename` would be."""
    html = _highlighted(code.rstrip("\n"), filename)
    return tuple(_line(number, text, 0) for number, text in enumerate(html, 1))


def read_source(path: Path) -> str:
    """The text of a source file.

    Raises:
        CourseError: If it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError("The file cannot be read.", path=path, hint="Create it, or mend the name.") from error


def _cut(path: Path, section: str) -> dict[int, str]:
    """The chosen lines by their number, without region comments."""
    chosen: dict[int, str] = {}
    names: list[str] = []
    seen = False
    for number, text in enumerate(read_source(path).splitlines(), 1):
        region = _REGION.match(text)
        if region and region[1] == "region":
            names.append(region[2])
            seen = seen or region[2] == section
        elif region:
            names = names[:-1]
        elif not section or section in names:
            chosen[number] = text.rstrip()
    if section and not seen:
        raise CourseError(f"There is no section `{section}`.", path=path, hint=f"Write `# region {section}` above it.")
    return chosen


def _without_empty_ends(lines: dict[int, str]) -> dict[int, str]:
    full = [number for number, text in lines.items() if text]
    return {number: text for number, text in lines.items() if full and full[0] <= number <= full[-1]}


def _highlighted(code: str, filename: str) -> list[str]:
    """One piece of HTML per line; Pygments closes its spans at line ends."""
    try:
        lexer = get_lexer_for_filename(filename, stripnl=False, ensurenl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False, ensurenl=False)
    formatter: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
    return _UNCOLOURED.sub(r"\1", highlight(code, lexer, formatter)).removesuffix("\n").split("\n")


def _line(number: int, html: str, mark: int, *, jumps: bool = False) -> Line:
    code = html.lstrip(" ")
    return Line(number, html[: len(html) - len(code)], Markup(code), mark, jumps)  # noqa: S704  Pygments has escaped it
