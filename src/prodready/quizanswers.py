"""When two typed answers are the same. The player in the page does exactly this too (`plain` in `quiz.js`)."""

from __future__ import annotations

from prodready.model import Question


def plain(text: str, ask: str = "stdout") -> str:
    """An answer without what does not matter.

    Spaces at the ends of lines, empty lines before and after, and, where a class is asked for, its module.

    Args:
        text: What was typed, or what was observed.
        ask: Which fact it is, as in `Question.ask`.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    text = "\n".join(lines).strip("\n")
    if ask in ("raises", "line", "exit"):
        text = text.strip()
    return text.rpartition(".")[2] if ask == "raises" else text


def truth(question: Question) -> str:
    """The right answer to a `trace` question, as a learner would type it."""
    return plain(str(question.expect.get(question.ask, "")), question.ask)
