"""`run(submissions) -> reports`: the one door through which everything is graded."""

from prodready.grading.process import GradingError
from prodready.grading.run import run

__all__ = ["GradingError", "run"]
