"""The bundle as `python tasks.py build` has made it, and Pyodide under Node that boots it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
BUILT = ROOT / "build" / "web"
WEB = ROOT / "web"

Boot = Callable[..., list[Any]]


@pytest.fixture(scope="session")
def app() -> Path:
    """The folder of the manifest."""
    pointer = BUILT / "app.json"
    if not pointer.is_file():
        missing = "the bundle is not built; `python tasks.py test` builds it"
        if "node" in os.environ.get("PRODREADY_REQUIRE", ""):
            pytest.fail(f"PRODREADY_REQUIRE names `node`, and {missing}.", pytrace=False)
        pytest.skip(missing)
    return BUILT / "app" / str(json.loads(pointer.read_text(encoding="utf-8"))["hash"])


@pytest.fixture(scope="session")
def manifest(app: Path) -> dict[str, Any]:
    return dict(json.loads((app / "manifest.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def boot(app: Path) -> Boot:
    """Runs Python in the booted bundle: `boot(code, "http", "sql")` gives what the code has told."""

    def run(code: str, *packs: str) -> list[Any]:
        script = WEB / "pyodide" / "bundle.mjs"
        command = ["node", "--no-warnings", str(script), str(app), ",".join(packs)]
        done = subprocess.run(command, input=code, capture_output=True, text=True, encoding="utf-8", timeout=300)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run
