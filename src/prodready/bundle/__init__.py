"""What pages fetch about an exercise: its texts and its suite, its solution. `python -m prodready.bundle FOLDER` writes it."""

from prodready.bundle.exercises import exercise_data, solution_data, write
from prodready.bundle.incidents import write_snippets

__all__ = ["exercise_data", "solution_data", "write", "write_snippets"]
