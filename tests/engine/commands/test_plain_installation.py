"""What a learner's installation can do: the extra `author` is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WITHOUT = """
import sys
for name in ("cosmic_ray", "jinja2", "jsonschema", "markdown", "markupsafe", "pygments", "pymdownx"):
    sys.modules[name] = None
from prodready.cli import main
sys.exit(main(sys.argv[1:]))
"""


def prodready(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this course, where the packages of the extra cannot be imported."""
    return subprocess.run([sys.executable, "-c", WITHOUT, *words], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("words", [("hint", "--help"), ("progress",), ("3am", "lesson3"), ("--help",)])
def test_commands_of_learners(words: tuple[str, ...]) -> None:
    """What a learner types works without the packages that only authors need."""
    done = prodready(*words)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", [("check", "lesson3/fetch"), ("parity", "lesson3"), ("quiz", "lint")])
def test_commands_of_authors(words: tuple[str, ...]) -> None:
    """A command that needs more says what is missing and how to get it, with status 2."""
    done = prodready(*words)

    assert done.returncode == 2
    assert 'pip install -e ".[author]"' in done.stderr
