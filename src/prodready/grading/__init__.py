"""`run(submissions) -> reports`: the one door through which everything is graded."""

from prodready.grading.run import GradingError, run

__all__ = ["GradingError", "run"]
