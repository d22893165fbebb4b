"""What makes a good question, as rules that can be checked. Each rule looks at one question, or at one quiz.

The rules follow research on multiple-choice items: Haladyna, Downing and Rodriguez (2002) on negatives and on
"all of the above"; Butler and Roediger (2008) on feedback for every wrong answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from prodready.model import Question, Quiz
from prodready.quizanswers import plain, truth
from prodready.quiztypes import OTHER_LINES
from prodready.yamllines import Place

MOST_CODE_LINES = 25
WIDEST_CODE = 76
"""Characters of a line that a phone shows without much scrolling, and that a printed page holds."""

FEWEST_TYPES = 3
LONGEST_SHARE = 0.4
"""In how many of the questions the right option may be the longest; a guesser's favourite cue."""

_CODE = re.compile(r"`[^`]*`")
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_NEGATIVE = re.compile(r"\b(?:which|what|who|where)\b[^?]*\b(not|never|except)\b", re.IGNORECASE)
_SHOUTED = re.compile(r"\b(NOT|EXCEPT|NEVER)\b")
_ALL_OR_NONE = re.compile(
    r"\b(?:all|none|both|neither|either) of (?:the above|these|them|the options)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a question breaks.

    Args:
        place: Where, below the question, such as `("options", 1)`.
        message: The fact.
        hint: What to do about it.
    """

    place: Place
    message: str
    hint: str


Rule = Callable[[Question], Iterator[Finding]]


def judge(question: Question) -> Iterator[Finding]:
    """Every rule that `question` breaks, its second tier included."""
    for rule in RULES:
        yield from rule(question)
    if question.then:
        for rule in RULES:
            for finding in rule(question.then):
                yield Finding(("then", *finding.place), finding.message, finding.hint)


def reasons_differ(question: Question) -> Iterator[Finding]:
    """Every reason says something of its own."""
    seen: dict[str, Place] = {_words(question.explain): ("explain",)}
    for place, why in _reasons(question):
        if _words(why) in seen:
            yield Finding(place, "Two reasons of this question are the same.", "Say what is special about this answer.")
        seen[_words(why)] = place


def no_all_of_the_above(question: Question) -> Iterator[Finding]:
    """No option speaks about the other options: it would not survive a shuffle."""
    for index, option in enumerate(question.options):
        if _ALL_OR_NONE.search(option.text):
            yield Finding(
                ("options", index),
                f"The option `{option.text}` speaks about other options.",
                "Use type `multi`, or another option.",
            )


def negatives_are_bold(question: Question) -> Iterator[Finding]:
    """A question that asks for what is not so says it in bold."""
    text = _BOLD.sub("", _CODE.sub("", question.prompt))
    found = _SHOUTED.search(text) or _NEGATIVE.search(text)
    if found:
        hint = "Ask for what is so; if that is not possible, write the word in bold."
        yield Finding(("prompt",), f"The prompt has a negative that is easy to miss: `{found.group(1)}`.", hint)


def options_differ(question: Question) -> Iterator[Finding]:
    """No two options read the same."""
    seen: set[str] = set()
    for index, option in enumerate(question.options):
        text = " ".join(option.text.split())
        if text in seen:
            yield Finding(("options", index), f"The option `{text}` is there twice.", "Change or remove one of them.")
        seen.add(text)


def something_is_wrong(question: Question) -> Iterator[Finding]:
    """A question of type `multi` has an option that must not be ticked."""
    if question.type == "multi" and all(option.correct for option in question.options):
        yield Finding(("options",), "Every option is right.", "Add a wrong one that people believe in.")


def lures_have_tags(question: Question) -> Iterator[Finding]:
    """Every wrong answer names the misconception behind it; no right answer does."""
    hint = "Name the mistaken belief in two or three words, such as `timeout-is-total`."
    for index, option in enumerate(question.options):
        if option.correct == bool(option.misconception):
            fact = "A right option has a misconception." if option.correct else "A wrong option has no misconception."
            yield Finding(("options", index), fact, "Remove it." if option.correct else hint)
    for index, wrong in enumerate(question.wrong):
        if not wrong.misconception:
            yield Finding(("wrong", index), "A wrong answer has no misconception.", hint)
    tags = question.extra.get("misconceptions", {})
    for line in question.lines:
        if line in tags:
            yield Finding(("lines",), f"The right line {line} has a misconception.", "Remove it.")


def wrong_answers_are_wrong(question: Question) -> Iterator[Finding]:
    """The expected wrong answers are at least two, different from each other and from the truth."""
    if question.type not in ("trace", "text", "numeric"):
        return
    if len(question.wrong) < 2:
        yield Finding(("wrong",), "There are fewer than two wrong answers.", "Add the answers that people really give.")
    rights = (
        {truth(question)}
        if question.type == "trace"
        else {str(text).strip() for text in question.extra.get("accept", ())}
    )
    seen = set(rights)
    for index, wrong in enumerate(question.wrong):
        value = plain(wrong.value, question.ask)
        if value in seen:
            fact = "is right" if value in rights else "is there twice"
            yield Finding(("wrong", index), f"The wrong answer `{wrong.value}` {fact}.", "Change or remove it.")
        seen.add(value)


def every_line_has_a_reason(question: Question) -> Iterator[Finding]:
    """Whatever line is chosen in a `spot` question, there is something to say about it."""
    if question.type != "spot":
        return
    lines = question.code.splitlines()
    for line in question.why_lines:
        if line > len(lines) or (line != OTHER_LINES and not lines[line - 1].strip()):
            yield Finding(("lines",), f"Line {line} of the code is empty or not there.", "Mend the number.")
    silent = [n for n, text in enumerate(lines, start=1) if text.strip() and n not in question.why_lines]
    if silent and OTHER_LINES not in question.why_lines:
        names = ", ".join(str(line) for line in silent)
        yield Finding(
            ("lines",), f"Nothing is said about line {names}.", "Give each a `why`, or all of them one under `others`."
        )


def code_fits(question: Question) -> Iterator[Finding]:
    """Code is short enough to be read on a phone and on paper."""
    lines = question.code.splitlines()
    if len(lines) > MOST_CODE_LINES:
        yield Finding(("code",), f"The code has {len(lines)} lines.", f"Show at most {MOST_CODE_LINES}.")
    for number, line in enumerate(lines, start=1):
        if len(line) > WIDEST_CODE:
            yield Finding(
                ("code",), f"Line {number} of the code has {len(line)} characters.", f"Keep to {WIDEST_CODE}."
            )


def version_is_a_specifier(question: Question) -> Iterator[Finding]:
    """`python` can be understood."""
    try:
        SpecifierSet(question.python)
    except InvalidSpecifier:
        yield Finding(("python",), f"`{question.python}` is not a version specifier.", "Write something like `>=3.12`.")


def programs_are_python(question: Question) -> Iterator[Finding]:
    """Only Python can be traced here."""
    if question.type == "trace" and question.lang != "python":
        yield Finding(("code",), f"A trace cannot be proven in `{question.lang}`.", "Use another type, or Python.")


RULES: tuple[Rule, ...] = (
    reasons_differ,
    no_all_of_the_above,
    negatives_are_bold,
    options_differ,
    something_is_wrong,
    lures_have_tags,
    wrong_answers_are_wrong,
    every_line_has_a_reason,
    code_fits,
    version_is_a_specifier,
    programs_are_python,
)


def judge_quiz(quiz: Quiz) -> Iterator[Finding]:
    """Every rule that the quiz breaks as a whole."""
    types = {question.type for question in quiz.questions}
    if len(types) < FEWEST_TYPES:
        hint = f"Use at least {FEWEST_TYPES} of single, multi, trace, spot and the others."
        yield Finding(
            ("questions",),
            f"The quiz has {len(types)} type of question."
            if len(types) == 1
            else f"The quiz has {len(types)} types of questions.",
            hint,
        )
    if quiz.questions and not any(question.level == "analyse" for question in quiz.questions):
        yield Finding(("questions",), "No question has level `analyse`.", "Ask at least once why, not only what.")
    choices = [q for question in quiz.questions for q in (question, question.then) if q and q.type == "single"]
    longest = [q.id for q in choices if _right_is_longest(q)]
    if len(longest) > max(1.0, LONGEST_SHARE * len(choices)):
        hint = "Shorten right options or lengthen wrong ones."
        names = ", ".join(f"`{name}`" for name in longest)
        yield Finding(
            ("questions",),
            f"The right option is the longest in {len(longest)} of {len(choices)} questions: {names}.",
            hint,
        )


def _right_is_longest(question: Question) -> bool:
    right = max((len(option.text) for option in question.options if option.correct), default=0)
    return all(right > len(option.text) for option in question.options if not option.correct)


def _reasons(question: Question) -> Iterator[tuple[Place, str]]:
    yield from ((("options", index), option.why) for index, option in enumerate(question.options))
    yield from ((("wrong", index), wrong.why) for index, wrong in enumerate(question.wrong))
    yield from ((("lines",), why) for why in question.why_lines.values())


def _words(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
