"""From a quiz's YAML file to a `Quiz`. Needs PyYAML alone; what goes beyond the form is judged by `quizlint`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from prodready.errors import CourseError
from prodready.model import Question, QuestionType, Quiz
from prodready.quiztypes import READERS
from prodready.yamlfields import Fields
from prodready.yamllines import Document, read


def load(path: Path) -> Quiz:
    """The quiz in `path`.

    Raises:
        CourseError: With file and line, for the first problem of its form.
    """
    quiz, problems = examine(read(path))
    if problems:
        raise problems[0]
    return quiz


def examine(document: Document) -> tuple[Quiz, list[CourseError]]:
    """The quiz as far as it can be read, and every problem of its form."""
    problems: list[CourseError] = []
    top = Fields.of(document, (), document.data, problems)
    if top.whole("schema") != 1:
        top.complain(f"The schema `{top.data.get('schema')}` is not known.", "schema", "Write `schema: 1`.")
    settings = Fields.of(document, ("settings",), top.mapping("settings"), problems)
    quiz = Quiz(
        id=top.text("id"),
        title=top.text("title"),
        intro=top.text("intro", ""),
        questions=tuple(_question(fields) for fields in top.many("questions")),
        path=document.path,
        pass_share=settings.number("pass", 0.8),
        settings=_settings(settings),
    )
    top.finish()
    return quiz, problems


def _settings(fields: Fields) -> dict[str, Any]:
    fields.choice("feedback", ("each", "end"), "each")
    fields.choice("shuffle", ("none", "options", "questions", "both"), "none")
    fields.whole("seed", 0)
    fields.whole("draw", 0)
    fields.flag("confidence")
    fields.finish()
    return {key: value for key, value in fields.data.items() if key != "pass"}


def _question(raw: Fields) -> Question:
    params = {name: values[0] for name, values in raw.mapping("params").items() if isinstance(values, list) and values}
    fields = Fields(raw.document, raw.place, _filled(raw.data, params), raw.problems, raw.asked)
    kind = cast(QuestionType, fields.choice("type", tuple(READERS)))
    common: dict[str, Any] = {
        "id": fields.text("id"),
        "rev": fields.whole("rev"),
        "type": kind,
        "objective": fields.whole("objective"),
        "level": fields.choice("level", ("recall", "apply", "analyse")),
        "prompt": fields.text("prompt"),
        "explain": fields.text("explain"),
        "read": fields.text("read"),
        "hints": fields.texts("hints"),
        "points": fields.whole("points", 1),
        "python": fields.text("python", ""),
        "line": fields.document.line(fields.place),
    }
    if kind not in READERS:
        return Question(**common)
    own = READERS[kind](fields)
    extra = own.pop("extra", {}) | fields.stored("params", "card", "export")
    fields.finish()
    if "then" in own:
        own["then"] = Question(**(common | {"id": f"{common['id']}-then", "hints": ()} | own["then"]))
    return Question(**common, **own, extra=extra)


def _filled(value: Any, params: dict[str, Any]) -> Any:
    """`value` with `{{name}}` replaced in all of its texts."""
    if isinstance(value, str):
        for name, filling in params.items():
            value = value.replace("{{" + name + "}}", str(filling))
        return value
    if isinstance(value, list):
        return [_filled(entry, params) for entry in value]
    if isinstance(value, dict):
        return {key: entry if key == "params" else _filled(entry, params) for key, entry in value.items()}
    return value
