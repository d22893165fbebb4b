"""Where Pyodide under Node is, and how it is started."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from prodready.errors import CourseError

WEB = Path(__file__).parents[3] / "web"
"""The folder of the browser's side in a checkout."""


def node_command() -> list[str]:
    """The command that starts a worker inside Pyodide under Node.

    Raises:
        CourseError: If Node, or Pyodide's packages, are missing.
    """
    node = os.environ.get("PRODREADY_NODE") or shutil.which("node")
    if not node:
        raise CourseError(
            "Node is not installed.", hint="Run `python tasks.py test`, which brings it, or install Node 20 or newer."
        )
    if not (WEB / "node_modules" / "pyodide" / "pyodide.mjs").is_file():
        raise CourseError("Pyodide is not installed.", hint="Run: npm ci --prefix web --ignore-scripts")
    spec = find_spec("pytest")
    assert spec is not None
    assert spec.origin is not None
    packages = Path(spec.origin).parents[1]
    cache = Path(tempfile.gettempdir()) / "prodready-pyodide-cache"
    source = Path(__file__).parents[2]
    return [node, "--no-warnings", str(WEB / "pyodide" / "worker.mjs"), str(source), str(packages), str(cache)]
