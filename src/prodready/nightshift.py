"""Runs the incidents of a lesson, one after the other, as its page tells them."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from prodready import capture
from prodready.catalog import Course, natural
from prodready.errors import CourseError
from prodready.snippets import used


@dataclass(frozen=True, slots=True)
class Night:
    """One incident of a lesson.

    Args:
        script: What is run: it has a `main()`.
        snippets: Names of the files beside it that it uses, in the order in which it names them.
    """

    script: Path
    snippets: tuple[str, ...]


def nights(course: Course, lesson: str) -> list[Night]:
    """The incidents of a lesson, in the order in which its page shows them.

    Args:
        course: The course.
        lesson: `lesson3`, or only `3`.

    Raises:
        CourseError: If the lesson has none.
    """
    key = f"lesson{lesson}" if lesson.isdigit() else lesson.strip("/\\")
    folder = course.docs_dir / key
    scripts = sorted(folder.glob("incident*.py")) if key in {p.name for p in course.docs_dir.glob("*")} else []
    if not scripts:
        known = sorted({p.parent.name for p in course.docs_dir.glob("*/incident*.py")}, key=natural)
        raise CourseError(f"Nothing happens at night in `{lesson}`.", hint=f"Lessons that run: {', '.join(known)}.")
    page = course.lesson_page(key)
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return [Night(script, tuple(used(script))) for script in sorted(scripts, key=lambda p: _place(p, text))]


def play(night: Night) -> int:
    """Run one incident in a process of its own, so that it starts as a script on a server does; its exit status."""
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            capture.command(night.script), cwd=folder, env=capture.environment(folder), stdin=subprocess.DEVNULL
        ).returncode


def _place(script: Path, page: str) -> tuple[int, tuple[tuple[int, str | int], ...]]:
    """Where the page names a script; those that it does not name come last."""
    named = re.search(rf"\b{re.escape(script.stem)}\b", page)
    return (named.start() if named else len(page), natural(script.stem))
