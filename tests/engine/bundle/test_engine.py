"""The part of the engine that is served is whole."""

from __future__ import annotations

import ast
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[3] / "src"


def imported(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name.startswith("prodready."))


def is_module(name: str) -> bool:
    place = SOURCE.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def test_every_import_is_served(app: Path, manifest: dict[str, Any]) -> None:
    """No module of the engine in the page imports one that was left out."""
    with zipfile.ZipFile(app / manifest["engine"]["file"]) as archive:
        names = [name.removesuffix(".pyc") for name in archive.namelist() if name.endswith(".pyc")]
    served = {name.removesuffix("/__init__").replace("/", ".") for name in names}
    files = [SOURCE / f"{name}.py" for name in names]
    wanted = {name: path.name for path in files for name in imported(path) if is_module(name)}

    assert {name: by for name, by in wanted.items() if name not in served} == {}
