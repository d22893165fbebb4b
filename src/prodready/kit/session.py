"""Opens the link of a submission, imports it once to see whether that works, and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from prodready.kit.learner import Learner
from prodready.kit.links import Answering, Link
from prodready.words import say


@dataclass(frozen=True)
class Opened:
    """A submission that is ready, or the reason why it cannot be.

    Args:
        link: Started.
        headline: Why the file cannot be loaded; empty when it can.
        where: The learner's own line of the headline.
    """

    link: Link
    headline: str = ""
    where: str = ""


def open_submission(link: Link, answer: Callable[[], Learner | None]) -> Opened:
    """Start `link` and import the submission.

    Args:
        link: Not yet started.
        answer: Gives the learner of the current check, who answers for the fakes.

    Raises:
        InfrastructureError: If the runtime does not work.
    """

    def answering(question: dict[str, object]) -> object:
        learner = answer()
        assert learner is not None, "learner code called a fake outside a check"
        return learner.answer(question)

    answering_: Answering = answering
    link.start(answering_)
    if not link.files.path.exists():
        return Opened(link, say("check.missing", name=link.files.name or link.files.path.name))
    if not link.files.importable:
        return Opened(link)
    first = Learner(link).load()
    if first.returned:
        return Opened(link)
    return Opened(link, say("check.cannot_load", why=first.show()), first.where)
