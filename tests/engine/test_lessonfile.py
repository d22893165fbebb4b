"""From a page to a `Lesson`, and what is said about a page that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

from prodready.errors import CourseError
from prodready.lessonfile import examine, load, markers
from prodready.model import Marker

HEAD = """\
---
title: Errors
description: What to do when a call fails.
minutes: 10
after: [lesson2]
objectives:
  - Turn a failure into an error.
---
"""
Write = Callable[[str], Path]


@pytest.fixture
def page(tmp_path: Path) -> Write:
    def write(text: str, key: str = "lesson3") -> Path:
        path = tmp_path / key / "index.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_facts(page: Write) -> None:
    """The front matter and the folder say what a lesson is."""
    lesson = load(page(HEAD + "\n## It works\n"))
    assert (lesson.key, lesson.number, lesson.title, lesson.minutes) == ("lesson3", 3, "Errors", 10)
    assert (lesson.after, lesson.objectives) == (("lesson2",), ("Turn a failure into an error.",))


def test_markers_have_their_lines(page: Write) -> None:
    """Every block with an argument is a marker, with its line in the file."""
    lesson = load(
        page(HEAD + "\n/// listing | broken.py\n    marks: {5: 1}\n///\n\n//// contrast\n/// holds | a.py\n///\n////\n")
    )
    assert lesson.markers == (Marker("listing", "broken.py", 10), Marker("holds", "a.py", 15))


def test_code_is_no_marker() -> None:
    """A block that is shown as an example, in a fence, is not a block of the page."""
    text = "```markdown\n/// quiz | lesson3\n///\n```\n~~~~\n/// run | a.py\n~~~\n~~~~\n/// run | b.py\n"
    assert list(markers(text)) == [Marker("run", "b.py", 9)]


@pytest.mark.parametrize(
    ("wrong", "words", "line"),
    [
        (HEAD.replace("title: Errors\n", ""), "has no `title`", 2),
        (HEAD.replace("minutes: 10", "minutes: ten"), "`minutes` is not a whole number", 4),
        (HEAD.replace("minutes: 10", "minutes: 0"), "`minutes` is less than 1", 4),
        (HEAD.replace("What to do", "x" * 150), "`description` has", 3),
        (HEAD.replace("lesson2", "logging"), "`after` names `logging`", 5),
        (HEAD.replace("minutes", "duration: 5\nminutes"), "The key `duration` is not known", 4),
        (HEAD + "/// run | a.py\n\n## Next\n", "The block `/// run | a.py` never ends", 9),
        (HEAD + "/// run | a.py\n////\n///\n", "`////` ends no block", 10),
        (HEAD.replace("  - Turn a failure into an error.\n", "  []\n"), "`objectives` is empty", 6),
    ],
)
def test_wrong_page(page: Write, wrong: str, words: str, line: int) -> None:
    """A mistake in the form of a page is named with its line."""
    with pytest.raises(CourseError) as caught:
        load(page(wrong))
    assert words in caught.value.message
    assert caught.value.line == line


def test_all_problems_at_once(page: Write) -> None:
    """An author sees every problem of a page, not the first alone."""
    _, problems = examine(page(HEAD.replace("title: Errors\n", "").replace("minutes: 10", "minutes: ten")))
    assert len(problems) == 2


@pytest.mark.parametrize("text", ["# A page\n", "---\ntitle: Errors\n", ""])
def test_no_front_matter(page: Write, text: str) -> None:
    """A page without front matter is refused, with what to write."""
    with pytest.raises(CourseError, match="no front matter"):
        load(page(text))


def test_folder_is_no_lesson(tmp_path: Path) -> None:
    """A page outside a lesson's folder is no lesson."""
    with pytest.raises(CourseError, match="`guide` is not a folder of a lesson"):
        load(tmp_path / "guide" / "index.md")


def test_schema_agrees() -> None:
    """The schema that editors use accepts the same front matter."""
    schema = json.loads(files("prodready").joinpath("schemas", "lesson.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load(HEAD.strip("-\n")), schema)
