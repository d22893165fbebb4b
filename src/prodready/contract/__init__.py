"""The content contract: one command that says whether a lesson, an exercise or a quiz is sound."""

from prodready.contract.check import Options, check

__all__ = ["Options", "check"]
