"""The engine of a course in which behaviour under faults is graded."""

__version__ = "0.1.0"
