"""The quiz of a page as HTML: readable without a script, upgraded by `docs/assets/js/quiz.js`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown import Markdown
from markupsafe import Markup, escape

from prodready.errors import CourseError
from prodready.listing import Line, lines_of
from prodready.model import Question, Quiz
from prodready.pageblocks import template
from prodready.quizanswers import truth
from prodready.quiztypes import OTHER_LINES
from prodready.words import catalogue, say

PLAYABLE = ("single", "multi", "trace", "spot")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be ticked: an option, or a line of the listing.

    Args:
        value: Its number; reasons refer to it.
        html: What its label says.
        row: The line, for labels that show code.
    """

    value: int
    html: Markup
    row: Line | None = None


def render(quiz: Quiz) -> str:
    """The quiz as one `<course-quiz>` element. The same quiz gives the same text, so ids are stable across builds.

    Raises:
        CourseError: If it has a type of question, or a setting, that the page cannot play.
    """
    _refuse_what_cannot_be_played(quiz)
    count = len(quiz.questions)
    views = [
        _view(question, quiz, _name(question, number, count), 2 if question.then else 1)
        for number, question in enumerate(quiz.questions, 1)
    ]
    return template("quiz").render(
        quiz=quiz,
        intro=_blocks(quiz.intro),
        questions=views,
        partial=any(view["partial"] for view in views),
        words=catalogue()["quiz"]["player"],
    )


def _refuse_what_cannot_be_played(quiz: Quiz) -> None:
    for question in quiz.questions:
        if question.type not in PLAYABLE:
            hint = f"Pages can play {', '.join(PLAYABLE)}."
            message = f"A page cannot play questions of type `{question.type}` yet."
            raise CourseError(message, path=quiz.path, line=question.line, hint=hint)
    usual = {"feedback": "each", "shuffle": "none", "confidence": False}
    for name, value in quiz.settings.items():
        if value != usual.get(name):
            raise CourseError(f"A page cannot honour the setting `{name}` yet.", path=quiz.path, hint="Remove it.")


def _view(question: Question, quiz: Quiz, name: str, tiers: int) -> dict[str, Any]:
    """What the template needs of one question. With two tiers, the reason counts as much as the answer."""
    story, _, last = question.prompt.strip().rpartition("\n\n")
    rows = _rows(question)
    spot = question.type == "spot"
    then = _view(question.then, quiz, say("quiz.then", name=name), tiers) if question.then else None
    return {
        "id": question.id,
        "rev": question.rev,
        "ask": question.ask,
        "worth": question.points / tiers,
        "several": question.type == "multi",
        "partial": question.type == "multi" and question.extra.get("partial", True),
        "name": name,
        "story": _blocks(story),
        "ask_html": _inline(last),
        "how": say(f"quiz.how_to.{question.ask or question.type}"),
        "listing": () if spot else rows,
        "choices": _choices(question, rows if spot else ()),
        "field": {"stdout": "lines", "stderr": "lines"}.get(question.ask, "line") if question.type == "trace" else "",
        "hints": [_blocks(hint) for hint in question.hints],
        "reasons": list(_reasons(question, rows)),
        "explain": _blocks(question.explain),
        "read": _address(question.read, quiz.id),
        "then": then,
    }


def _choices(question: Question, rows: tuple[Line, ...]) -> list[Choice]:
    if rows:
        return [Choice(row.number, Markup(), row) for row in rows if row.code]
    return [Choice(number, _inline(option.text)) for number, option in enumerate(question.options, 1)]


def _reasons(question: Question, rows: tuple[Line, ...]) -> Iterator[dict[str, Any]]:
    """What is said about each answer; `value` is what the script compares the learner's answer with."""
    for number, option in enumerate(question.options, 1):
        yield _reason(number, _inline(option.text), option.why, right=option.correct)
    if question.type == "trace":
        yield _reason(truth(question), _typed(truth(question)), "", right=True)
        for wrong in question.wrong:
            yield _reason(wrong.value, _typed(wrong.value), wrong.why)
    for line, why in question.why_lines.items():
        if line == OTHER_LINES:
            yield _reason("", escape(say("quiz.other_lines")), why)
        else:
            what = Markup("{}: <code>{}</code>").format(say("quiz.line", number=line), rows[line - 1].code)
            yield _reason(line, what, why, right=line in question.lines)


def _reason(value: object, what: str, why: str, *, right: bool = False) -> dict[str, Any]:
    return {"value": value, "what": what, "why": _inline(why), "right": right}


def _typed(answer: str) -> Markup:
    return Markup("<pre><code>{}</code></pre>").format(answer)


def _name(question: Question, number: int, count: int) -> str:
    points = "" if question.points == 1 else say("quiz.points", points=question.points)
    return say("quiz.name", number=number, count=count) + points


def _address(read: str, key: str) -> str:
    """Where a heading is, seen from the page of lesson `key`; pages are folders in the built site."""
    page, _, anchor = read.partition("#")
    folder = page.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"#{anchor}" if folder == key else f"{posixpath.relpath(folder or '.', key)}/#{anchor}"


def _rows(question: Question) -> tuple[Line, ...]:
    suffix = {"python": "py", "bash": "sh", "text": "txt"}.get(question.lang, question.lang)
    return lines_of(question.code, f"{question.id}.{suffix}") if question.code else ()


def _blocks(text: str) -> Markup:
    return Markup(_markdown().reset().convert(text)) if text else Markup()  # noqa: S704  The course wrote it


def _inline(text: str) -> Markup:
    """One paragraph without its `<p>`, as labels and legends want it."""
    html = _blocks(text)
    return Markup(html.removeprefix("<p>").removesuffix("</p>")) if html.count("<p>") == 1 else html  # noqa: S704  As above


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=["fenced_code"])
