"""Pages, quizzes and captured runs: what a reader sees is complete and current."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from prodready import capture, lessonfile, quizlint
from prodready.catalog import Course
from prodready.contract import reading
from prodready.errors import CourseError
from prodready.model import Lesson


def violations(course: Course, out: Callable[[str], None]) -> list[CourseError]:
    """Every broken promise of the pages; prints a line about each page's length."""
    found: list[CourseError] = []
    lessons: list[Lesson] = []
    for key in course.lesson_keys:
        try:
            lesson, problems = lessonfile.examine(course.lesson_page(key))
        except CourseError as error:
            found.append(error)
            continue
        lessons.append(lesson)
        measured = reading.read(lesson)
        found += [*problems, *reading.violations(lesson, measured)]
        out(reading.summary(lesson, measured))
    found += _exercises_on_pages(course, lessons)
    found += _quizzes_on_pages(course, lessons)
    found += quizlint.lint(course)
    found += capture.stale(course)
    return found


def _exercises_on_pages(course: Course, lessons: Sequence[Lesson]) -> list[CourseError]:
    """Every exercise is on exactly one page, and that is its lesson's."""
    owners = {exercise.key: exercise.lesson for exercise in course.exercises}
    missing = [
        CourseError(
            f"The exercise `{key}` is on no page.",
            path=course.lesson_page(lesson),
            hint=f"Put this where it belongs: /// exercise | {key}",
        )
        for key, lesson in owners.items()
        if not any(lesson == page.key and key in _targets(page, "exercise") for page in lessons)
    ]
    return _misplaced("exercise", owners, lessons) + missing


def _quizzes_on_pages(course: Course, lessons: Sequence[Lesson]) -> list[CourseError]:
    """Every quiz is on the page of its lesson, once."""
    owners = {path.stem: path.stem for path in course.quiz_files()}
    missing = [
        CourseError(
            f"The quiz `{path.stem}` is on no page.",
            path=path,
            hint=f"Put this on its page: /// quiz | {path.stem}",
        )
        for path in course.quiz_files()
        if not any(path.stem == page.key and path.stem in _targets(page, "quiz") for page in lessons)
    ]
    return _misplaced("quiz", owners, lessons) + missing


def _targets(page: Lesson, kind: str) -> list[str]:
    return [marker.target for marker in page.markers if marker.kind == kind]


def _misplaced(kind: str, owners: Mapping[str, str], lessons: Sequence[Lesson]) -> list[CourseError]:
    """Markers of what does not exist, of what belongs on another page, and those that are there twice."""
    found: list[CourseError] = []
    for page in lessons:
        seen: set[str] = set()
        for marker in page.markers:
            if marker.kind != kind:
                continue
            key = marker.target
            message, hint = (
                f"The {kind} `{key}` belongs on the page of `{owners.get(key)}`, once.",
                "Delete this marker.",
            )
            if key not in owners:
                known = ", ".join(owners) or "none"
                message, hint = f"There is no {kind} `{key}`.", f"Mend the marker. There are: {known}."
            if owners.get(key) != page.key or key in seen:
                found.append(CourseError(message, path=page.path, line=marker.line, hint=hint))
            seen.add(key)
    return found
