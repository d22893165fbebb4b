"""`run(submissions) -> reports`: the one door through which everything is graded."""

import sys

# Pyodide has `prodready.grading.worker` only: it can start no process, and what would do that takes long to import.
if sys.platform != "emscripten":
    from prodready.grading.process import GradingError
    from prodready.grading.run import run

__all__ = ["GradingError", "run"]
