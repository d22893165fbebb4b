"""The only module that knows the trees: from a path to an exercise, a lesson or a quiz, and back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from prodready.errors import CourseError
from prodready.model import Exercise, Kind, Submission

COURSE_FILE = "course.yml"
WORKSPACE_FILE = "prodready-workspace.json"
IGNORED = {"__pycache__", ".pytest_cache", ".ipynb_checkpoints", ".DS_Store", "README.md", "wheelhouse"}

Tree = Literal["exercises", "solutions", "suites"]


@dataclass(frozen=True)
class Located:
    """What a path is: work on an exercise, in one of the trees."""

    exercise: Exercise
    tree: Tree
    submission: Submission


@dataclass(frozen=True)
class Course:
    """A checkout of a course, and the folder that the learner works in.

    Args:
        root: The folder that holds `course.yml`.
        workspace: The folder whose `exercises/` the learner edits; the root itself, or one made by `prodready start`.
    """

    root: Path
    workspace: Path

    @classmethod
    def find(cls, start: Path) -> Course | None:
        """The course that `start` lies in, looking upwards; None outside a course."""
        for folder in (start, *start.parents):
            if (folder / WORKSPACE_FILE).is_file():
                return cls(_course_of_workspace(folder / WORKSPACE_FILE), folder)
            if (folder / COURSE_FILE).is_file():
                return cls(folder, folder)
        return None

    @classmethod
    def require(cls, start: Path) -> Course:
        """As `find`, for commands that make no sense elsewhere.

        Raises:
            CourseError: Outside a course.
        """
        course = cls.find(start)
        if course is None:
            raise CourseError(
                f"The folder `{start}` is not inside a course.",
                hint="Change to your clone, or to a folder made by `prodready start`.",
            )
        return course

    @property
    def exercises_dir(self) -> Path:
        """Where the learner's files are."""
        return self.workspace / "exercises"

    @property
    def starters_dir(self) -> Path:
        """Where the course's own starters are; the same folder unless the learner has a workspace."""
        return self.root / "exercises"

    @property
    def solutions_dir(self) -> Path:
        """Reference solutions."""
        return self.root / "solutions"

    @property
    def suites_dir(self) -> Path:
        """The hidden side of the exercises."""
        return self.root / "tests" / "exercises"

    @property
    def docs_dir(self) -> Path:
        """Pages, snippets and captured output."""
        return self.root / "docs"

    @property
    def quizzes_dir(self) -> Path:
        """One YAML file per lesson."""
        return self.root / "quizzes"

    @property
    def progress_file(self) -> Path:
        """The learner's own record; never committed."""
        return self.workspace / "progress.json"

    @property
    def state_dir(self) -> Path:
        """Caches and backups; never committed."""
        return self.workspace / ".prodready"

    @cached_property
    def plan(self) -> dict[str, Any]:
        """The content of `course.yml`: title, and the parts with their lessons, written or not.

        Raises:
            CourseError: If it cannot be read.
        """
        from prodready.yamllines import read

        content = read(self.root / COURSE_FILE).data
        return content if isinstance(content, dict) else {}

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, in the order of the course.

        Raises:
            CourseError: If an `exercise.yml` cannot be read.
        """
        from prodready.exercisefile import load

        described = self.suites_dir.glob("*/*/exercise.yml")
        found = [load(path, self.starters_dir, self.solutions_dir) for path in described]
        return tuple(sorted(found, key=lambda e: (natural(e.lesson), e.level, natural(e.name))))

    def exercise(self, key: str) -> Exercise:
        """The exercise of that key.

        Raises:
            CourseError: If there is none.
        """
        for exercise in self.exercises:
            if exercise.key == key:
                return exercise
        raise CourseError(f"There is no exercise `{key}`.", hint=self._known_keys())

    def _known_keys(self) -> str:
        return f"Known keys: {', '.join(e.key for e in self.exercises) or 'none'}."

    def match(self, patterns: tuple[str, ...]) -> tuple[Exercise, ...]:
        """Exercises named by keys, by lessons (`lesson3`) or by paths; all of them without a pattern.

        Raises:
            CourseError: If a pattern names nothing.
        """
        if not patterns:
            return self.exercises
        chosen: list[Exercise] = []
        for pattern in patterns:
            wanted = pattern.replace("\\", "/").strip("/").removeprefix("./").rpartition("exercises/")[2]
            found = [e for e in self.exercises if wanted in _spellings(e)]
            if not found:
                raise CourseError(f"There is no exercise or lesson `{pattern}`.", hint=self._known_keys())
            chosen += [e for e in found if e not in chosen]
        return tuple(chosen)

    @property
    def lesson_keys(self) -> tuple[str, ...]:
        """Lessons that have a page, in their order."""
        return tuple(sorted((p.parent.name for p in self.docs_dir.glob("lesson*/index.md")), key=natural))

    def lesson_page(self, lesson: str) -> Path:
        """The page of a lesson, whether it exists or not."""
        return self.docs_dir / lesson / "index.md"

    def quiz_file(self, lesson: str) -> Path:
        """The quiz of a lesson, whether it exists or not."""
        return self.quizzes_dir / f"{lesson}.yml"

    def quiz_files(self, lessons: tuple[str, ...] = ()) -> tuple[Path, ...]:
        """The quizzes of `lessons`, or of the whole course, in their order.

        Raises:
            CourseError: If one of `lessons` has no quiz.
        """
        found = {p.stem: p for p in sorted(self.quizzes_dir.glob("*.yml"), key=lambda path: natural(path.stem))}
        for lesson in lessons:
            if lesson not in found:
                raise CourseError(f"There is no quiz `{lesson}`.", hint=f"Known quizzes: {', '.join(found) or 'none'}.")
        return tuple(path for key, path in found.items() if not lessons or key in lessons)

    def work(self, exercise: Exercise) -> Path:
        """The learner's own file or folder."""
        return self.exercises_dir / exercise.lesson / exercise.filename

    def submissions(self, exercise: Exercise, *kinds: Kind) -> tuple[Submission, ...]:
        """The course's own submissions to an exercise: starter, solution, accepted, rejected."""
        found: list[Submission] = []
        for kind in kinds or ("starter", "solution", "accepted", "rejected"):
            if kind == "starter":
                found.append(Submission(exercise, exercise.starter, "starter", "starter"))
            elif kind == "solution":
                found.append(Submission(exercise, exercise.solution, "solution", "solution"))
            else:
                folder = exercise.suite.parent / kind
                paths = sorted(p for p in folder.iterdir() if is_content(p)) if folder.is_dir() else []
                found += [Submission(exercise, p, f"{kind}/{p.stem}", kind) for p in paths]
        return tuple(found)

    def locate(self, path: Path) -> Located | None:
        """Which exercise a path belongs to; paths inside a folder exercise belong to the folder."""
        for folder in (self.exercises_dir, self.starters_dir, self.solutions_dir):
            for exercise in self.exercises if path.is_relative_to(folder) else ():
                work = folder / exercise.lesson / exercise.filename
                if path.is_relative_to(work) and folder == self.solutions_dir:
                    return Located(exercise, "solutions", Submission(exercise, work, "solution", "solution"))
                if path.is_relative_to(work):
                    return Located(exercise, "exercises", Submission(exercise, work, "yours"))
        for exercise in self.exercises if path.is_relative_to(self.suites_dir) else ():
            if path in (exercise.suite, exercise.suite.parent):
                return Located(exercise, "suites", Submission(exercise, exercise.solution, "solution", "solution"))
        return None

    def owns(self, path: Path) -> bool:
        """Whether a path lies in a tree whose files are never tests by themselves."""
        trees = (self.exercises_dir, self.starters_dir, self.solutions_dir, self.suites_dir)
        return any(path.is_relative_to(folder) for folder in trees)


def is_content(path: Path) -> bool:
    """Whether a file or folder of a tree is an author's, rather than an editor's or a tool's."""
    return path.name not in IGNORED and not path.name.startswith(".")


def _spellings(exercise: Exercise) -> set[str]:
    """What people type for an exercise, below `exercises/`."""
    return {exercise.lesson, exercise.key, f"{exercise.key}.py", f"{exercise.lesson}/{exercise.filename}"}


def natural(text: str) -> tuple[tuple[int, str | int], ...]:
    """A sort key that puts `lesson10` after `lesson9`."""
    return tuple((1, int(part)) if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text) if part)


def _course_of_workspace(marker: Path) -> Path:
    try:
        root = Path(json.loads(marker.read_text(encoding="utf-8"))["course"])
    except (ValueError, KeyError, TypeError) as error:
        hint = "Run `prodready start` again in a new folder and copy your files over."
        raise CourseError("The workspace file is damaged.", path=marker, hint=hint) from error
    if not (root / COURSE_FILE).is_file():
        message = f"The course that this workspace belongs to is not at `{root}` any more."
        raise CourseError(message, path=marker, hint='Mend the value of "course" in that file.')
    return root
