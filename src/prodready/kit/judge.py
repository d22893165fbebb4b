"""From pytest's account of one check to a `CheckResult`: never the suite's source, always plain words."""

from __future__ import annotations

from typing import Any, Protocol

from prodready.kit.learner import Learner
from prodready.kit.outcome import CheckFailed, shown
from prodready.model import CheckResult, Verdict
from prodready.suitefile import paragraphs
from prodready.words import say

MAX_SHOWN = 320
"""Characters of an observed value that a learner is shown."""


class NotReached(Exception):
    """The submission cannot be loaded, so no check of it was run."""


class Phase(Protocol):
    """What is used of a `pytest.TestReport`."""

    when: Any
    outcome: Any
    duration: float


def compare(op: str, left: object, right: object) -> tuple[str, str] | None:
    """(expected, observed) of a comparison whose left side is what was observed; None for an unknown operator."""
    if op in ("in", "not in"):
        kind = "text" if isinstance(right, str) else "group"
        return say(f"compare.{op} {kind}", value=_shown(left)), _shown(right)
    try:
        return say(f"compare.{op}", value=_shown(right)), _shown(left)
    except KeyError:
        return None


def judge(item: Any, error: BaseException | None, phase: Phase, learner: Learner | None, compared: Any) -> CheckResult:
    """The result of one phase of a check.

    Args:
        item: pytest's item; its function's docstring holds name, symptom and hints.
        error: What was raised, if anything.
        phase: pytest's report.
        learner: The submission during the check, for its latest outcome.
        compared: What `compare` said about the assertion that failed, if it was a comparison.
    """
    title, symptom, *hints = [*paragraphs(item.function.__doc__ or item.name), "", ""]
    last = learner.last if learner else None

    def result(verdict: Verdict, **more: str) -> CheckResult:
        told = {"symptom": symptom, "hints": tuple(h for h in hints if h)} if verdict in ("failed", "timed out") else {}
        return CheckResult(item.name, title, verdict, seconds=round(phase.duration, 3), **told, **more)  # type: ignore[arg-type]

    if phase.outcome == "passed":
        return result("passed")
    if phase.outcome == "skipped":
        return result("not run here", reason=str(error))
    if isinstance(error, NotReached):
        return result("not reached", reason=str(error))
    if isinstance(error, CheckFailed):
        return result("failed", expected=error.expected, observed=error.observed, where=error.where or _where(last))
    if isinstance(error, AssertionError):
        said = str(error).partition("\nassert ")[0]
        expected, observed = compared or ("", last.show() if last else "")
        wanted = expected if said.startswith("assert ") or not said else said
        return result("failed", expected=wanted, observed=observed, where=_where(last))
    if last and isinstance(error, LookupError | TypeError | AttributeError | ValueError):
        return result("failed", expected=say("check.agreed_shape"), observed=last.show(), where=_where(last))
    return result("error", reason=f"{type(error).__name__}: {error}"[:MAX_SHOWN])


def _where(last: Any) -> str:
    return str(last.where) if last else ""


def _shown(value: object) -> str:
    """The value's repr, its middle cut out when it is long."""
    text = shown(value)
    half = MAX_SHOWN // 2
    return text if len(text) <= MAX_SHOWN else f"{text[:half]} … {text[-half:]}"
