"""Entry point of the pytest plugin. Outside a course it does nothing, and imports nothing.

Inside one it hands over to `prodready.local`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

MARKERS = ("course.yml", "prodready-workspace.json")


def _inside_course(places: list[Path]) -> Path | None:
    """The first of the places that lies in a course or in a workspace."""
    for place in places:
        for folder in (place, *place.parents):
            if any((folder / marker).is_file() for marker in MARKERS):
                return place
    return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of the course."""
    group = parser.getgroup("prodready", "Script to Production")
    group.addoption("--values", dest="prodready_seed", default="", metavar="SEED", help="repeat a run's random values")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Find the course before pytest reads the first conftest.py, which might be a learner's work."""
    here = early_config.invocation_params.dir
    named = [here / arg.partition("::")[0] for arg in args if not arg.startswith("-")]
    place = _inside_course([path.resolve() for path in named if path.exists()] + [here])
    if place is None:
        return
    from prodready.local.plugin import register

    register(early_config, place)
