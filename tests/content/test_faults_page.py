"""docs/reference/faults.md shows every fault and everything that a suite passes in, each with a program that was run."""

from __future__ import annotations

from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from prodready.kit import faults, given

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGE = (REFERENCE / "faults.md").read_text(encoding="utf-8")
PROGRAMS = {path.stem.removeprefix("incident_"): path for path in (REFERENCE / "faults").glob("incident_*.py")}
BESIDES = {"refused", "several"}
"""Programs about what a server does without a fault of its own: having no answer, or more than one."""


def public(module: ModuleType, kind: type) -> list[str]:
    """The names of a module's own functions or classes that suites use; what a fake has noted is only read by them."""
    own = {name: value for name, value in vars(module).items() if isinstance(value, kind)}
    return [
        name
        for name, value in own.items()
        if value.__module__ == module.__name__ and not name.startswith("_") and name != "Call"
    ]


FAULTS = public(faults, FunctionType)
GIVEN = public(given, type)
USES = {name: f"faults.{name}(" for name in FAULTS} | {
    name.lower(): ".fake(" if name == "Fake" else f"{name}(" for name in GIVEN
}
"""What a program is about, and how it uses it."""


@pytest.mark.parametrize("name", USES)
def test_each_has_a_program(name: str) -> None:
    """A fault without an example cannot be added."""
    assert name in PROGRAMS, f"write docs/reference/faults/incident_{name}.py"
    assert USES[name] in PROGRAMS[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*USES, *sorted(BESIDES)])
def test_each_is_on_the_page(name: str) -> None:
    """The page has a heading for it, the program, and what the program printed."""
    assert f"{{: #{name} }}" in PAGE
    assert f"/// listing | faults/incident_{name}.py\n" in PAGE
    assert f"/// run | faults/incident_{name}.py\n" in PAGE


def test_no_program_is_left_over() -> None:
    """A program whose fault is gone is deleted with it."""
    assert set(PROGRAMS) == set(USES) | BESIDES
