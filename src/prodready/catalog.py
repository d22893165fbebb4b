"""The only module that knows the trees: from a path to an exercise, a lesson or a quiz, and back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from prodready.errors import CourseError
from prodready.model import Exercise, Kind, Submission, Survivor

COURSE_FILE = "course.yml"
WORKSPACE_FILE = "prodready-workspace.json"
IGNORED = {"__pycache__", ".pytest_cache", ".ipynb_checkpoints", ".DS_Store", "README.md"}

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
            raise CourseError(f"The folder `{start}` is not inside a course.", hint="Change to your clone, or to a folder made by `prodready start`.")
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
        """The content of `course.yml`: title, and the parts with their lessons, written or not."""
        import yaml

        return dict(yaml.safe_load((self.root / COURSE_FILE).read_text(encoding="utf-8")) or {})

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, in the order of the course.

        Raises:
            CourseError: If an `exercise.yml` cannot be read.
        """
        found = [self._read(path) for path in self.suites_dir.glob("*/*/exercise.yml")]
        return tuple(sorted(found, key=lambda e: (natural(e.lesson), e.level, natural(e.name))))

    def exercise(self, key: str) -> Exercise:
        """The exercise of that key.

        Raises:
            CourseError: If there is none.
        """
        for exercise in self.exercises:
            if exercise.key == key:
                return exercise
        raise CourseError(f"There is no exercise `{key}`.", hint=f"Known keys: {', '.join(e.key for e in self.exercises) or 'none'}.")

    def match(self, patterns: tuple[str, ...]) -> tuple[Exercise, ...]:
        """Exercises named by keys, by lessons (`lesson3`) or by paths; all of them without a pattern.

        Raises:
            CourseError: If a pattern names nothing.
        """
        if not patterns:
            return self.exercises
        chosen: list[Exercise] = []
        for pattern in patterns:
            wanted = pattern.replace("\\", "/").strip("/").removeprefix("./").removeprefix("exercises/").removesuffix(".py")
            found = [e for e in self.exercises if wanted in (e.key, e.lesson)]
            if not found:
                raise CourseError(f"There is no exercise or lesson `{pattern}`.", hint=f"Known keys: {', '.join(e.key for e in self.exercises)}.")
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
        found = {path.stem: path for path in sorted(self.quizzes_dir.glob("*.yml"), key=lambda path: natural(path.stem))}
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
                paths = sorted(p for p in folder.iterdir() if p.name not in IGNORED) if folder.is_dir() else []
                found += [Submission(exercise, p, f"{kind}/{p.stem}", kind) for p in paths]
        return tuple(found)

    def locate(self, path: Path) -> Located | None:
        """Which exercise a path belongs to; paths inside a folder exercise belong to the folder."""
        for tree, folder in (("exercises", self.exercises_dir), ("exercises", self.starters_dir), ("solutions", self.solutions_dir)):
            if path.is_relative_to(folder):
                parts = path.relative_to(folder).parts
                for exercise in self.exercises:
                    if parts[:2] == (exercise.lesson, exercise.filename):
                        work = folder / exercise.lesson / exercise.filename
                        label = "solution" if tree == "solutions" else "yours"
                        kind: Kind = "solution" if tree == "solutions" else "submission"
                        return Located(exercise, "solutions" if tree == "solutions" else "exercises", Submission(exercise, work, label, kind))
        if path.is_relative_to(self.suites_dir):
            for exercise in self.exercises:
                if path in (exercise.suite, exercise.suite.parent):
                    return Located(exercise, "suites", Submission(exercise, exercise.solution, "solution", "solution"))
        return None

    def owns(self, path: Path) -> bool:
        """Whether a path lies in a tree whose files are never tests by themselves."""
        return any(path.is_relative_to(folder) for folder in (self.exercises_dir, self.starters_dir, self.solutions_dir, self.suites_dir))

    def _read(self, path: Path) -> Exercise:
        import yaml

        key = f"{path.parent.parent.name}/{path.parent.name}"
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise CourseError(f"The file is not YAML: {getattr(error, 'problem', error)}", path=path, line=mark and mark.line + 1, hint="Mend that line.") from error
        try:
            browser = data.get("browser", True)
            starter = _one_file(self.starters_dir / path.parent.parent.name, path.parent.name, data.get("file"))
            return Exercise(
                key=key, title=str(data["title"]), minutes=int(data["minutes"]), level=int(data["level"]), objective=int(data["objective"]),
                packages=tuple(data.get("packages", ())), given=tuple(data.get("given", ())), time_limit_s=float(data.get("time_limit_s", 10)),
                browser=browser is True, browser_reason="" if browser is True else str(browser),
                survivors=tuple(Survivor(**entry) for entry in data.get("survivors", ())),
                starter=starter, solution=self.solutions_dir / key.partition("/")[0] / starter.name, suite=path.parent / f"test_{path.parent.name}.py",
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CourseError(f"The description of `{key}` is incomplete: {error}", path=path, hint="See `src/prodready/schemas/exercise.schema.json`.") from error


def natural(text: str) -> tuple[tuple[int, str | int], ...]:
    """A sort key that puts `lesson10` after `lesson9`."""
    return tuple((1, int(part)) if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text) if part)


def _one_file(folder: Path, name: str, declared: str | None) -> Path:
    """The starter called `name`: as declared in `exercise.yml`, else a Python file, else a folder."""
    if declared:
        return folder / declared
    return folder / name if (folder / name).is_dir() else folder / f"{name}.py"


def _course_of_workspace(marker: Path) -> Path:
    try:
        root = Path(json.loads(marker.read_text(encoding="utf-8"))["course"])
    except (ValueError, KeyError, TypeError) as error:
        raise CourseError("The workspace file is damaged.", path=marker, hint="Run `prodready start` again in a new folder and copy your files over.") from error
    if not (root / COURSE_FILE).is_file():
        raise CourseError(f"The course that this workspace belongs to is not at `{root}` any more.", path=marker, hint='Mend the value of "course" in that file.')
    return root
