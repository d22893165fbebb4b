"""The blocks of a page as HTML, from templates. Knows no Markdown, so that any site generator can use it.

The text inside a block is Markdown, which is converted later: templates put `BODY` where it belongs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.files import below
from prodready.listing import read_listing, read_source
from prodready.model import Exercise
from prodready.snippets import FAULT_TIME, in_folder, key
from prodready.suitefile import CheckSpec, read_suite
from prodready.words import catalogue, say

BODY = Markup("<!-- body -->")
"""Stands in a rendered block where its inner Markdown goes."""

_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the page names it.

    Args:
        title: What it checks.
        needs: What a machine must have to run it, in words; empty if it runs in a browser's Python, too.
    """

    title: Markup
    needs: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A file that the learner edits in the page.

    Args:
        path: From the folder of the course.
        name: From the folder of the starter, as the grader knows it.
        text: What is edited, as HTML: the file without the docstring that says what the page says.
        first: The line of the file at which it begins.
    """

    path: str
    name: str
    text: Markup
    first: int

    @property
    def count(self) -> int:
        """How many lines are edited."""
        return len(self.text.splitlines())


def listing(course: Course, path: Path, section: str, marks: Mapping[int, int], *, copy: bool) -> str:
    """A numbered listing of `path`; see `read_listing`."""
    rows = read_listing(path, section, marks)
    return template("listing").render(name=path.name, rows=rows, copy=copy, opens=_opens(course, path))


def side(
    course: Course, kind: str, title: str, path: Path, section: str, marks: Mapping[int, int], *, copy: bool
) -> str:
    """One side of a contrast.

    Args:
        course: Where it is.
        kind: `breaks` or `holds`.
        title: Of this version.
        path: Of its file; the other arguments are those of `listing`.
    """
    rows = read_listing(path, section, marks)
    opens = _opens(course, path)
    return template("side").render(kind=kind, title=title, name=path.name, rows=rows, copy=copy, opens=opens, body=BODY)


def run(course: Course, script: Path, what: str, clock: str, *, day: bool) -> str:
    """What `script` printed when it was captured, and a button that runs it here, if it needs no more than a browser has.

    Args:
        course: Where it is.
        script: The program beside the page.
        what: The words beside the clock, with code in backticks.
        clock: The time of the act; before 03:00 nothing is broken yet.
        day: Whether it is the version that holds.

    Raises:
        CourseError: If the program is missing, or nothing is captured.
    """
    rows = [_row(line) for line in captured_lines(script)]
    return template("run").render(
        name=script.name,
        what=with_code(what or f"`{script.name}`"),
        clock=clock,
        calm=clock < FAULT_TIME,
        day=day,
        rows=rows,
        runs=_opens(course, script),
        needs=_needs(course, script),
        command=f"prodready 3am {script.parent.name}" if script.stem == "incident" else "",
    )


def captured_lines(script: Path) -> list[str]:
    """What `script` printed when it was captured.

    Raises:
        CourseError: If the program is missing, or nothing is captured.
    """
    read_source(script)
    captured = script.parent / "captured" / f"{script.stem}.txt"
    if not captured.is_file():
        message = f"Nothing is captured of `{script.name}`."
        raise CourseError(message, path=captured, hint="Run `prodready capture`.")
    return captured.read_text(encoding="utf-8").splitlines()


def exercise(course: Course, key: str, number: str) -> str:
    """An exercise: statement, starter, checks.

    Args:
        course: Where it is.
        key: Such as `lesson3/fetch`.
        number: What the page calls it, such as `3.1`.

    Raises:
        CourseError: If there is no such exercise, or a file of it is missing.
    """
    found = course.exercise(key)
    checks = [_check(found, spec) for spec in read_suite(found.suite)]
    skipped = _statement_lines(found.starter)
    paths = below(found.starter) if found.starter.is_dir() else [found.starter]
    names = {path: path.relative_to(course.root).as_posix() for path in paths}
    edits = [_edit(found, path, name) for path, name in names.items()] if found.browser else []
    return template("exercise").render(
        exercise=found,
        number=number,
        command=f"pytest {found.starter.relative_to(course.root).as_posix()}",
        edits=edits,
        starters=[] if edits else [(name, read_listing(path, first=skipped + 1)) for path, name in names.items()],
        skipped=skipped,
        given=[(path.name, read_listing(path)) for path in found.given_paths],
        checks=checks,
        where=_where(found, checks),
        body=BODY,
    )


def plain(name: str, **values: object) -> str:
    """A block that is nothing but its template and its inner text."""
    return template(name).render(body=BODY, **values)


def with_code(text: str) -> Markup:
    """`text` with what stands in backticks as code."""
    pieces = _CODE.split(text)
    shown = [
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    ]
    return Markup("").join(shown)


@cache
def template(name: str) -> Template:
    """The template of that name."""
    return _environment().get_template(f"{name}.html.j2")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("prodready"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = say
    return environment


def _opens(course: Course, path: Path) -> str:
    """How the playground calls a snippet that it can open; empty for others."""
    return key(course, path) if in_folder(course, path.parent).opened(path.name) else ""


def _needs(course: Course, script: Path) -> str:
    """What a program needs beyond what a browser has, in words; empty without such a need."""
    found = next((p.needs for p in in_folder(course, script.parent).programs if p.name == script.name), "")
    return str(catalogue()["block"]["needs"][found]) if found else ""


def _row(line: str) -> tuple[str, str]:
    """What was asked and what came out, without the arrow between them."""
    left, _, right = line.partition("-> ")
    return left, right


def _check(found: Exercise, spec: CheckSpec) -> Check:
    known: dict[str, Any] = catalogue()["block"]["needs"]
    needs = [known.get(need, need) for need in sorted(spec.needs)] if found.browser else [found.browser_reason]
    return Check(with_code(spec.title.removesuffix(".")), ", ".join(needs))


def _edit(found: Exercise, path: Path, name: str) -> Edit:
    lines = read_source(path).splitlines(keepends=True)
    skipped = _statement_lines(found.starter)
    first = next((number for number, line in enumerate(lines, 1) if number > skipped and line.strip()), 1)
    text = "".join(lines[first - 1 :])
    # Quotes need no escape between tags, and would be a fifth of the bytes.
    shown = Markup(text.replace("&", "&amp;").replace("<", "&lt;"))  # noqa: S704
    return Edit(name, path.relative_to(found.starter.parent).as_posix(), shown, first)


def _where(found: Exercise, checks: list[Check]) -> str:
    """One sentence: which of the checks run in a browser's Python."""
    free = sum(not check.needs for check in checks)
    if not found.browser:
        return say("block.exercise.none", reason=found.browser_reason)
    key = "all" if free == len(checks) else "some"
    return say(f"block.exercise.{key}", free=free, count=len(checks))


def _statement_lines(starter: Path) -> int:
    """The last line of the starter's docstring, which says the same as the page; 0 without one."""
    if starter.suffix != ".py":
        return 0
    module = ast.parse(read_source(starter))
    return module.body[0].end_lineno or 0 if ast.get_docstring(module) else 0
