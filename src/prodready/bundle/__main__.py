"""`python -m prodready.bundle FOLDER`: the data of every exercise and program that can run in a page."""

from __future__ import annotations

import sys
from pathlib import Path

from prodready.bundle.exercises import write
from prodready.bundle.incidents import write_snippets
from prodready.catalog import Course
from prodready.errors import CourseError


def main(folder: Path) -> int:
    """Writes the data and says how many exercises it holds; status 1 if one cannot be read."""
    try:
        course = Course.require(Path.cwd())
        count, programs = write(course, folder), write_snippets(course, folder)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} exercises and {programs} programs of pages for the browser")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
