"""pytest nodes for exercises: the hidden suite's checks, collected under the learner's own path."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from prodready.catalog import Located
from prodready.files import below
from prodready.suitefile import paragraphs
from prodready.words import say


def import_suite(path: Path, root: Path) -> ModuleType:
    """The suite as a module, with pytest's assertion rewriting.

    The one place that uses a private name of pytest: there is no public way to import a file with rewriting.
    """
    from _pytest.pathlib import ImportMode, import_path

    module = import_path(path, mode=ImportMode.importlib, root=root, consider_namespace_packages=False)
    assert isinstance(module, ModuleType)
    return module


class ExerciseFile(pytest.Module):
    """A learner's file, or a folder's first file, that holds the checks of its suite.

    Attributes:
        located: Which exercise it is, and which submission.
        ids: All its checks, whichever of them were chosen; empty until they are collected.
    """

    located: Located
    ids: tuple[str, ...] = ()

    @classmethod
    def build(cls, parent: Any, path: Path, located: Located) -> ExerciseFile:
        """A node under `parent` for the file `path`."""
        node: ExerciseFile = cls.from_parent(parent, path=path)
        node.located = located
        return node

    def _getobj(self) -> ModuleType:
        suite = self.located.exercise.suite
        if not suite.is_file():
            raise self.CollectError(say("collect.no_suite", key=self.located.exercise.key))
        return import_suite(suite, suite.parents[2])

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """The suite's checks. Their place is the learner's file; the suite's own path is never shown."""
        items = list(super().collect())
        self.ids = tuple(item.name for item in items)
        for item in items:
            setattr(item, "reportinfo", functools.partial(_place, self.path, item.name))  # noqa: B010
            item.add_marker(pytest.mark.filterwarnings("ignore"))
            yield item


def _place(path: Path, name: str) -> tuple[Path, int, str]:
    return path, 0, name


def exercise_of(item: Any) -> ExerciseFile | None:
    """The exercise that an item belongs to; None for ordinary tests."""
    node = item.getparent(ExerciseFile)
    return node if isinstance(node, ExerciseFile) else None


def title_of(item: pytest.Item) -> str:
    """The name of a check, for people."""
    told = paragraphs(getattr(item, "function", item).__doc__)
    return told[0] if told else item.name


def anchor(work: Path) -> Path:
    """The file that stands for a submission in node ids: itself, or the first file of a folder."""
    if not work.is_dir():
        return work
    files = below(work)
    first = work / "__init__.py"
    return first if first in files or not files else files[0]
