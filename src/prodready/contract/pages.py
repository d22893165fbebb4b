"""Pages, quizzes and captured runs: what a reader sees is complete and current."""

from __future__ import annotations

from collections.abc import Callable

from prodready.catalog import Course
from prodready.errors import CourseError


def violations(course: Course, out: Callable[[str], None]) -> list[CourseError]:
    """Every broken promise of the pages."""
    return []
