"""From the Markdown file of a lesson to a `Lesson`: its front matter, and the blocks that refer to something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from prodready.errors import CourseError
from prodready.model import Lesson, Marker
from prodready.yamlfields import Fields
from prodready.yamllines import parse

LONGEST_DESCRIPTION = 155
"""Characters. Search engines cut what is longer."""

_KEY = re.compile(r"lesson([1-9][0-9]*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BLOCK = re.compile(r" {0,3}(/{3,}) *([\w-]*) *(?:\| *(.*?) *)?$")


def load(path: Path) -> Lesson:
    """The lesson whose page is `path`.

    Raises:
        CourseError: With file and line, for the first problem.
    """
    lesson, problems = examine(path)
    if problems:
        raise problems[0]
    return lesson


def examine(path: Path) -> tuple[Lesson, list[CourseError]]:
    """The lesson as far as it can be read, and every problem of its form.

    Raises:
        CourseError: If the page cannot be read at all, or has no front matter.
    """
    key = path.parent.name
    found = _KEY.fullmatch(key)
    if not found:
        raise CourseError(f"`{key}` is not a folder of a lesson.", path=path, hint="Call it `lesson7`, or the like.")
    head, body = _split(path)
    first_line = head.count("\n") + 2
    document = parse(head, path)
    problems: list[CourseError] = []
    fields = Fields.of(document, (), document.data, problems)
    lesson = Lesson(
        key=key,
        number=int(found[1]),
        title=fields.text("title"),
        description=fields.text("description"),
        minutes=fields.whole("minutes"),
        objectives=fields.texts("objectives"),
        after=fields.texts("after"),
        markers=tuple(markers(body, first_line)),
        path=path,
    )
    _judge(lesson, fields)
    fields.finish()
    problems += _judge_blocks(body, first_line, path)
    return lesson, problems


def markers(body: str, first_line: int = 1) -> Iterator[Marker]:
    """Every block with an argument in the Markdown text `body`, in order; code fences are skipped.

    Args:
        body: Markdown without front matter.
        first_line: The line of the file that `body` starts with, counted from 1.
    """
    for number, block in _block_lines(body, first_line):
        if block[2] and block[3]:
            yield Marker(block[2], block[3], number)


def _block_lines(body: str, first_line: int) -> Iterator[tuple[int, re.Match[str]]]:
    """Lines that start or end a block: slashes, name and argument; an end has no name."""
    fence = ""
    for number, line in enumerate(body.splitlines(), first_line):
        opening = _FENCE.match(line)
        if opening and not fence:
            fence = opening[1]
        elif opening and line.strip() == opening[1] and opening[1].startswith(fence):
            fence = ""
        elif not fence and (block := _BLOCK.match(line)):
            yield number, block


def _judge_blocks(body: str, first_line: int, path: Path) -> Iterator[CourseError]:
    """Blocks that never end swallow the rest of a page without a word, so they are looked for here."""
    open_blocks: list[tuple[int, re.Match[str]]] = []
    for number, block in _block_lines(body, first_line):
        if block[2]:
            open_blocks.append((number, block))
        elif open_blocks and open_blocks[-1][1][1] == block[1]:
            open_blocks.pop()
        else:
            hint = "A block ends with as many slashes as it starts with."
            yield CourseError(f"`{block[1]}` ends no block.", path=path, line=number, hint=hint)
    for number, block in open_blocks:
        hint = f"Put a line `{block[1]}` below it."
        yield CourseError(f"The block `{block[0].strip()}` never ends.", path=path, line=number, hint=hint)


def _split(path: Path) -> tuple[str, str]:
    """The front matter with its opening line, so that lines are those of the file, and the rest of the page."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"The page cannot be read: {error}", path=path, hint="Save it as UTF-8.") from error
    head, end, body = text.partition("\n---\n")
    if not text.startswith("---\n") or not end:
        hint = "Start with `---`, the keys of `docs/reference/pages.md`, and `---`."
        raise CourseError("The page has no front matter.", path=path, line=1, hint=hint)
    return head + "\n", body


def _judge(lesson: Lesson, fields: Fields) -> None:
    """What the form alone does not say."""
    if len(lesson.description) > LONGEST_DESCRIPTION:
        count = len(lesson.description)
        hint = f"Cut it to {LONGEST_DESCRIPTION}; search engines show no more."
        fields.complain(f"`description` has {count} characters.", "description", hint)
    if isinstance(fields.data.get("minutes"), int) and lesson.minutes < 1:
        fields.complain("`minutes` is less than 1.", "minutes", "Write the reading time, without the exercises.")
    if not lesson.objectives:
        fields.complain("`objectives` is empty.", "objectives", "Complete this sentence: After this lesson you can …")
    for key in lesson.after:
        if not _KEY.fullmatch(key):
            fields.complain(f"`after` names `{key}`, which is no lesson.", "after", "Write keys such as `lesson2`.")
