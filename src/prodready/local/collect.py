"""Makes pytest see exercises where a learner's files lie, and nothing else there."""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from prodready.catalog import Course
from prodready.local.nodes import ExerciseFile, anchor


class TreeFolder(pytest.Directory):
    """A folder in a tree of the course. A file that should be there, and is not, fails its checks instead of being forgotten."""

    course: Course

    @classmethod
    def build(cls, parent: Any, path: Path, course: Course) -> TreeFolder:
        """A node under `parent` for the folder `path`."""
        node: TreeFolder = cls.from_parent(parent, path=path)
        node.course = course
        return node

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """What is there, then what is missing."""
        for entry in sorted(self.path.iterdir()):
            yield from self._collect_entry(entry)
        for exercise in self.course.exercises:
            for work in (self.course.work(exercise), exercise.solution):
                located = self.course.locate(work) if work.parent == self.path and not work.exists() else None
                if located is not None:
                    yield ExerciseFile.build(self, work, located)

    def _collect_entry(self, path: Path) -> Iterable[pytest.Item | pytest.Collector]:
        """What pytest's own folders do with a file or a folder."""
        named = self.session.isinitpath(path, with_parents=path.is_dir())
        if not named and self.ihook.pytest_ignore_collect(collection_path=path, config=self.config):
            return
        if path.is_dir():
            found = self.ihook.pytest_collect_directory(path=path, parent=self)
            if found is not None:
                yield found
        elif path.is_file():
            yield from self.ihook.pytest_collect_file(file_path=path, parent=self)


class Collection:
    """Hooks that replace pytest's own collection inside the trees of the course."""

    def __init__(self, course: Course) -> None:
        self.course = course

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(self, path: Path, parent: Any) -> Any:
        """Plain folders: pytest would import the `__init__.py` of a package."""
        return TreeFolder.build(parent, path, self.course) if self.course.owns(path) else None

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(self, file_path: Path, parent: Any) -> Any:
        """The checks of an exercise for its file; nothing for other files of the trees."""
        found = yield
        if not self.course.owns(file_path):
            return found
        located = self.course.locate(file_path)
        if located is None:
            return []
        stands_for_it = located.exercise.suite if located.tree == "suites" else anchor(located.submission.path)
        return [ExerciseFile.build(parent, file_path, located)] if file_path == stands_for_it else []

    def owns_any(self, args: Sequence[str], here: Path) -> bool:
        """Whether any argument lies in a tree of the course."""
        return any(self.course.owns((here / arg.partition("::")[0]).resolve()) for arg in args)

    def point_at_folders(self, args: Sequence[str], here: Path) -> list[str]:
        """Arguments in which a file inside a folder exercise, or its folder, stands for the exercise."""
        return [self._point(arg, here) for arg in args]

    def _point(self, arg: str, here: Path) -> str:
        name, mark, rest = arg.partition("::")
        path = (here / name).resolve()
        if not self.course.owns(path):
            return arg
        located = self.course.locate(path)
        if located is None or located.tree == "suites" or not located.submission.path.is_dir():
            return arg
        return f"{anchor(located.submission.path)}{mark}{rest}"


def leave_conftests_alone(config: pytest.Config, course: Course) -> None:
    """Do not load a conftest.py that is a learner's work.

    pytest has no public switch for this; the method is private, so it is replaced here and nowhere else.
    """
    manager: Any = config.pluginmanager
    original = manager._loadconftestmodules

    def load(_: Any, path: Path, *args: Any, **kwargs: Any) -> None:
        folder = path if path.is_dir() else path.parent
        if not course.owns(folder):
            original(path, *args, **kwargs)
            return
        original(course.root, *args, **kwargs)
        manager._dirpath2confmods[folder] = manager._dirpath2confmods.get(course.root, [])

    manager._loadconftestmodules = types.MethodType(load, manager)
