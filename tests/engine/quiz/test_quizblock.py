"""The quiz of a page as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from prodready import quizblock, quizfile
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.words import catalogue

MakeCourse = Callable[..., Course]
PLAYER = Path(__file__).parents[3] / "docs" / "assets" / "js" / "quiz.js"
VOID = {"input"}


class Elements(HTMLParser):
    """Collects each element with its attributes, the names of those around it, and the text inside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.text: dict[str, str] = {"closed": "", "shown": ""}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text["closed" if "details" in self.open else "shown"] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs, _ in self.found if name == tag]


def render(course: Course) -> str:
    return quizblock.render(quizfile.load(course.quiz_file("lesson3")))


def test_every_element_is_closed_and_every_id_is_unique(make_course: MakeCourse) -> None:
    """The HTML is well-formed, and no id is there twice."""
    page = Elements(render(make_course()))
    ids = [attrs["id"] for _, attrs, _ in page.found if "id" in attrs]
    assert page.open == []
    assert len(ids) == len(set(ids))


def test_without_a_script_answers_and_reasons_lie_in_closed_details(make_course: MakeCourse) -> None:
    """Questions are shown; what is right, and why, can be opened, and is closed at first."""
    page = Elements(render(make_course()))
    assert "What does this program print?" in page.text["shown"]
    for secret in (
        "It is a kind of ValueError.",
        "The middle sign is a letter.",
        "No timeout is given.",
        "A letter that looks",
    ):
        assert secret in page.text["closed"]
        assert secret not in page.text["shown"]
    assert not any("open" in attrs for attrs in page.all("details"))


def test_without_a_script_there_is_no_dead_button(make_course: MakeCourse) -> None:
    """What only the script can do is in a template, or hidden, until it runs."""
    html = render(make_course())
    shown = re.sub(r'<template>.*</template>|<div class="quiz__end" hidden>.*</div>', "", html)
    assert "<button" in html
    assert "<button" not in shown


def test_every_field_has_a_label_and_every_group_a_legend(make_course: MakeCourse) -> None:
    """What can be answered has a name for those who listen."""
    page = Elements(render(make_course()))
    fields = [around for tag, _, around in page.found if tag in ("input", "textarea")]
    assert all("label" in around for around in fields)
    assert len(page.all("legend")) == len(page.all("fieldset")) == 5


def test_the_same_quiz_gives_the_same_page(make_course: MakeCourse) -> None:
    """Two builds of one quiz do not differ in a byte."""
    course = make_course()
    assert render(course) == render(course)


def test_what_is_typed_is_shown_as_text(make_course: MakeCourse) -> None:
    """Answers that look like HTML are shown, not interpreted."""
    html = render(make_course(('value: "100"', 'value: "<b>100</b>"')))
    assert "&lt;b&gt;100&lt;/b&gt;" in html
    assert "<b>100</b>" not in html


def test_lines_that_can_be_chosen_are_named_by_number(make_course: MakeCourse) -> None:
    """Each line of code with something on it is an option of a spot question; empty ones are not."""
    html = render(make_course())
    assert re.findall(r'name="which-line" value="(\d)"', html) == ["1", "3", "4"]
    assert 'value="4"><i>4</i><span class="ind">    </span><code' in html


@pytest.mark.parametrize(
    ("read", "address"),
    [
        ("lesson3/index.md#it-works", "#it-works"),
        ("lesson2/index.md#why", "../lesson2/#why"),
        ("playground.md#a", "../playground/#a"),
    ],
)
def test_links_lead_to_the_heading(make_course: MakeCourse, read: str, address: str) -> None:
    """A link to a heading is relative to the page of the quiz."""
    assert f'href="{address}"' in render(make_course(("read: lesson3/index.md#why-hidden", f"read: {read}")))


def test_what_a_page_cannot_play_is_refused(make_course: MakeCourse) -> None:
    """A type that the schema knows and the page does not is named with its line, instead of being left out."""
    course = make_course(
        ("type: multi", "type: order\n    items: [a, b, c]"), ("    options:\n      - {text: Key", "    x: #")
    )
    text = course.quiz_file("lesson3").read_text()
    cut = re.sub(r"    x: #.*?\n(      - .*\n)+", "", text)
    course.quiz_file("lesson3").write_text(cut)
    with pytest.raises(CourseError, match="type `order`") as raised:
        render(course)
    assert raised.value.line


def test_settings_that_a_page_cannot_honour_are_refused(make_course: MakeCourse) -> None:
    """A setting of exams is refused rather than silently dropped."""
    with pytest.raises(CourseError, match="`draw`"):
        render(make_course(("{pass: 0.7}", "{pass: 0.7, draw: 3}")))


def test_the_player_has_exactly_the_words_it_uses() -> None:
    """Every word that the script asks for is in the catalogue, and none is there in vain."""
    used = set(re.findall(r"words\.(\w+)", PLAYER.read_text(encoding="utf-8")))
    assert used == set(catalogue()["quiz"]["player"])
