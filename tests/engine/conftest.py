"""What the tests of the engine share: the miniature course, as it lies here and as a copy to be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from prodready.catalog import Course

COURSE = Path(__file__).parent / "course"

collect_ignore = ["course"]  # Its files look like tests and like a conftest, on purpose.


@pytest.fixture(scope="session")
def miniature() -> Course:
    """The miniature course, to be read only."""
    return Course(COURSE, COURSE)


@pytest.fixture
def miniature_copy(tmp_path: Path) -> Course:
    """A copy of the miniature course, in a folder whose name has a space and a letter beyond ASCII."""
    root = tmp_path / "my courße"
    shutil.copytree(COURSE, root, ignore=shutil.ignore_patterns("__pycache__", ".prodready", ".pytest_cache"))
    return Course(root, root)
