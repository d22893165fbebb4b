"""The plan of the course beside what is written of it, for the landing page and the head of each lesson."""

from __future__ import annotations

from dataclasses import dataclass

from prodready import lessonfile, quizfile
from prodready.catalog import COURSE_FILE, Course
from prodready.errors import CourseError
from prodready.model import Lesson


@dataclass(frozen=True, slots=True)
class Stop:
    """One lesson of the plan.

    Args:
        number: In the course, counted from 1.
        title: In the plan; the page's own heading may say more.
        lesson: Its page; None as long as it is not written.
        exercises: How many exercises are on its page.
        practice: Minutes that these take together.
        questions: How many questions its quiz has.
    """

    number: int
    title: str
    lesson: Lesson | None = None
    exercises: int = 0
    practice: int = 0
    questions: int = 0

    @property
    def key(self) -> str:
        """Such as `lesson3`; also the address of its page below the site's root."""
        return f"lesson{self.number}"

    @property
    def complete(self) -> bool:
        """Whether the page has what a lesson needs: exercises and a quiz."""
        return bool(self.exercises and self.questions)


@dataclass(frozen=True, slots=True)
class Part:
    """Lessons that belong together.

    Args:
        number: In the course, counted from 1.
        title: Its name.
        kind: What it is about, in a word.
        stops: Its lessons, written or not.
    """

    number: int
    title: str
    kind: str
    stops: tuple[Stop, ...]


def read_plan(course: Course) -> tuple[Part, ...]:
    """The plan of `course`, with what exists of each lesson.

    Raises:
        CourseError: If the plan or a page cannot be read.
    """
    try:
        parts = [(str(p["title"]), str(p["kind"]), dict(p["lessons"])) for p in course.plan["parts"]]
    except (KeyError, TypeError, ValueError) as error:
        hint = "Each part has a `title`, a `kind`, and `lessons`: number and title."
        raise CourseError(f"The plan is incomplete: {error}", path=course.root / COURSE_FILE, hint=hint) from error
    return tuple(
        Part(number, title, kind, tuple(_stop(course, n, t) for n, t in lessons.items()))
        for number, (title, kind, lessons) in enumerate(parts, 1)
    )


def neighbours(parts: tuple[Part, ...], stop: Stop) -> tuple[Stop | None, Stop | None]:
    """The lessons before and after `stop` in the plan, written or not; None at either end of the course."""
    stops = [each for part in parts for each in part.stops]
    place = stops.index(stop)
    return (stops[place - 1] if place else None), (stops[place + 1] if place + 1 < len(stops) else None)


def _stop(course: Course, number: int, title: str) -> Stop:
    stop = Stop(number, title)
    if not course.lesson_page(stop.key).is_file():
        return stop
    lesson = lessonfile.load(course.lesson_page(stop.key))
    shown = [marker.target for marker in lesson.markers if marker.kind == "exercise"]
    practice = sum(exercise.minutes for exercise in course.exercises if exercise.key in shown)
    quizzes = [marker.target for marker in lesson.markers if marker.kind == "quiz"]
    questions = sum(len(quizfile.load(course.quiz_file(key)).questions) for key in quizzes)
    return Stop(number, title, lesson, len(shown), practice, questions)
