"""The one family of errors that reaches people: a fact, and what to do about it."""

from __future__ import annotations

from pathlib import Path


class CourseError(Exception):
    """A problem that a learner, an author or an instructor can repair.

    Args:
        message: The fact, with names in backticks.
        path: The file that holds the problem, if there is one.
        line: The line in that file, counted from 1.
        hint: What to do about it, as an instruction.
    """

    def __init__(
        self, message: str, *, path: Path | str | None = None, line: int | None = None, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.path and self.line else f"{self.path}: " if self.path else ""
        return f"{where}{self.message}" + (f"\n  {self.hint}" if self.hint else "")


class MissingExtra(CourseError):
    """A command needs a package that a plain installation leaves out.

    Args:
        package: The name of the package that could not be imported.
        extra: The extra of this project that brings it, such as `author`.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"The package `{package}` is not installed.", hint=f'Install it with: pip install -e ".[{extra}]"'
        )
