"""Where Pyodide under Node is, and how it is started."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from prodready.errors import CourseError

WEB = Path(__file__).parents[3] / "web"
"""The folder of the browser's side in a checkout."""

NATIVE = WEB / "pyodide" / "wasm"
"""Where `tools/pyodide.py` puts packages that are built for Pyodide."""


def node_command() -> list[str]:
    """The command that starts a worker inside Pyodide under Node.

    Raises:
        CourseError: If Node, Pyodide, or a package that is built for Pyodide, is missing.
    """
    node = os.environ.get("PRODREADY_NODE") or shutil.which("node")
    if not node:
        raise CourseError(
            "Node is not installed.", hint="Run `python tasks.py test`, which brings it, or install Node 20 or newer."
        )
    if not (WEB / "node_modules" / "pyodide" / "pyodide.mjs").is_file():
        raise CourseError("Pyodide is not installed.", hint="Run: npm ci --prefix web --ignore-scripts")
    _require_native()
    spec = find_spec("pytest")
    assert spec is not None
    assert spec.origin is not None
    packages = Path(spec.origin).parents[1]
    cache = Path(tempfile.gettempdir()) / "prodready-pyodide-cache"
    source = Path(__file__).parents[2]
    folders = (source, NATIVE, packages, cache)
    return [node, "--no-warnings", str(WEB / "pyodide" / "worker.mjs"), *map(str, folders)]


def _require_native() -> None:
    """Without its build for Pyodide, or with that of another version, a package breaks when an answer imports it."""
    for name in (WEB / "pyodide" / "native.txt").read_text(encoding="utf-8").split():
        try:
            wanted = version(name)
        except PackageNotFoundError:  # no answer that needs it runs on this machine either
            continue
        if not (NATIVE / f"{name.replace('-', '_')}-{wanted}.dist-info").is_dir():
            hint = "Run: python tasks.py check --runtime node"
            raise CourseError(f"`{name}` {wanted} is not installed for Pyodide.", hint=hint)
