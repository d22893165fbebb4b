"""The fields that belong to one type of question. A new type is one function and one line in `READERS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prodready.model import Option, Wrong
from prodready.yamlfields import Fields

FACTS = ("stdout", "stderr", "raises", "line", "exit")
"""What can be observed of a program, and so asked for in a `trace` question."""

OTHER_LINES = 0
"""The key in `Question.why_lines` that stands for every line without a reason of its own."""

Own = dict[str, Any]


def _single(fields: Fields) -> Own:
    options = _options(fields)
    right = sum(option.correct for option in options)
    if options and right != 1:
        hint = "Give exactly one of them `correct: true`."
        fields.complain(f"A question of type `single` has {right} right options.", "options", hint)
    return {"options": options, **_listing(fields), **_proof(fields)}


def _multi(fields: Fields) -> Own:
    options = _options(fields)
    right = sum(option.correct for option in options)
    if options and right < 2:
        hint = "Give at least two of them `correct: true`, or make it `single`."
        fields.complain(f"A question of type `multi` has {right} right options.", "options", hint)
    return {"options": options, "extra": fields.stored("partial"), **_listing(fields), **_proof(fields)}


def _numeric(fields: Fields) -> Own:
    extra = fields.stored("answer", "tolerance", required=True) | fields.stored("unit")
    return {"wrong": _wrong(fields), "extra": extra, **_listing(fields), **_proof(fields)}


def _text(fields: Fields) -> Own:
    extra = fields.stored("accept", required=True) | fields.stored("case")
    return {"wrong": _wrong(fields), "extra": extra, **_listing(fields), **_proof(fields)}


def _trace(fields: Fields) -> Own:
    expect = fields.one("expect")
    facts: Own = {}
    for key in FACTS:
        if expect.has(key):
            facts[key] = expect.whole(key) if key in ("line", "exit") else expect.text(key)
    expect.finish()
    ask = fields.choice("ask", FACTS, next(iter(facts)) if len(facts) == 1 else "")
    if not facts:
        fields.complain("`expect` names no fact.", "expect", f"Give one of {', '.join(FACTS)}.")
    elif ask not in facts:
        hint = f"Add `ask:` with one of {', '.join(facts)}."
        fields.complain("It is not clear which fact the learner types.", "expect", hint)
    own: Own = {"expect": facts, "ask": ask, "wrong": _wrong(fields), **_listing(fields, required=True)}
    if fields.has("then"):
        own["then"] = _then(fields.one("then"))
    if fields.has("run"):
        run = fields.one("run")
        run.texts("argv"), run.text("stdin", ""), run.mapping("files")
        own["run"] = _program(run)
    return own


def _then(fields: Fields) -> Own:
    """What differs between a second tier and the question that it belongs to."""
    changed = {"type": "single", "prompt": fields.text("prompt"), "line": fields.document.line(fields.place)}
    own = _single(fields)
    fields.finish()
    return own | changed


def _order(fields: Fields) -> Own:
    return {"extra": fields.stored("items", required=True) | fields.stored("distractors", "partial"), **_proof(fields)}


def _match(fields: Fields) -> Own:
    extra = fields.stored("pairs", required=True) | fields.stored("partial")
    return {"extra": extra | {"distractors": fields.stored("extra").get("extra", [])}, **_proof(fields)}


def _spot(fields: Fields) -> Own:
    right: list[int] = []
    reasons: dict[int, str] = {}
    misconceptions: dict[int, str] = {}
    for entry in fields.many("lines"):
        line = entry.whole("line")
        if line in reasons:
            entry.complain(f"Line {line} is given twice.", "line", "Remove one of them.")
        reasons[line] = entry.text("why")
        if entry.flag("correct"):
            right.append(line)
        if tag := entry.text("misconception", ""):
            misconceptions[line] = tag
        entry.finish()
    if reasons and not right:
        fields.complain("A question of type `spot` has no right line.", "lines", "Give one of them `correct: true`.")
    if others := fields.text("others", ""):
        reasons[OTHER_LINES] = others
    own = {"lines": tuple(right), "why_lines": reasons, "extra": {"misconceptions": misconceptions}}
    return own | _listing(fields, required=True) | _proof(fields)


def _options(fields: Fields) -> tuple[Option, ...]:
    found = []
    for option in fields.many("options"):
        pin = option.choice("pin", ("last",), "")
        tag = option.text("misconception", "")
        found.append(
            Option(option.text("text"), option.text("why"), option.flag("correct"), tag, "last" if pin else "")
        )
        option.finish()
    return tuple(found)


def _wrong(fields: Fields) -> tuple[Wrong, ...]:
    found = []
    for entry in fields.many("wrong"):
        found.append(Wrong(entry.scalar("value"), entry.text("why"), entry.text("misconception", "")))
        entry.finish()
    return tuple(found)


def _listing(fields: Fields, *, required: bool = False) -> Own:
    """The code of a question, from the quiz itself or from a file of the course."""
    if not fields.has("code") and not required:
        return {}
    code = fields.one("code")
    source, file, lang = code.text("source", ""), code.text("file", ""), code.text("lang", "python")
    code.finish()
    if bool(source) == bool(file):
        code.complain("The code has neither or both of `source` and `file`.", None, "Give one of them.")
    if file:
        path = fields.document.path.parent.parent / file
        if path.is_file():
            source = path.read_text(encoding="utf-8")
        else:
            code.complain(f"There is no file `{file}`.", "file", "Give its path from the course's root.")
    return {"code": source, "lang": lang}


def _proof(fields: Fields) -> Own:
    if not fields.has("proof"):
        return {}
    proof = fields.one("proof")
    proof.text("source"), proof.text("stdout")
    return {"proof": _program(proof)}


def _program(fields: Fields) -> Own:
    """How a program is run: what `run` and `proof` have in common."""
    fields.number("timeout_s", 5.0)
    fields.texts("packages")
    fields.finish()
    return dict(fields.data)


READERS: dict[str, Callable[[Fields], Own]] = {
    "single": _single,
    "multi": _multi,
    "numeric": _numeric,
    "text": _text,
    "trace": _trace,
    "order": _order,
    "match": _match,
    "spot": _spot,
}
