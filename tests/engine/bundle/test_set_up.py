"""What `tools/bundle.py` decides: which packages are served, and when something is made again."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT)
    return importlib.import_module("tools.bundle")


def test_served_packages_are_locked(bundle: Any) -> None:
    """Every package of `packs.json` is in the lock file, with hashes."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert bundle.locked(lock, bundle.wheel_names()).count("==") == len(bundle.wheel_names())


def test_package_is_in_one_pack(bundle: Any) -> None:
    """No package is served twice."""
    packs = json.loads(bundle.PACKS.read_text(encoding="utf-8"))
    names = [name for pack in (packs["core"], *packs["packs"].values()) for name in pack["wheels"]]

    assert sorted(names) == bundle.wheel_names()


def test_pyodide_build_is_new_enough(bundle: Any) -> None:
    """What compiles the packs is locked with hashes, in a version that works for Pyodide's Python."""
    lock = bundle.TOOL_LOCK.read_text(encoding="utf-8")
    [entry] = [line for line in lock.splitlines() if line.startswith("pyodide-build==")]

    assert tuple(map(int, entry.split("==")[1].split(" ")[0].split(".")[:2])) >= (0, 39)
    assert bundle.locked(lock, ["pyodide-build"]).count("--hash=sha256:") >= 1


@pytest.fixture
def project(bundle: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A project with one script, in which building is only counted."""
    (tmp_path / "web" / "src").mkdir(parents=True)
    (tmp_path / "web" / "src" / "a.ts").write_text("export {};\n", encoding="utf-8")
    built = tmp_path / "build"
    (built / "app" / "abc").mkdir(parents=True)
    for name in ("app", "run"):
        (built / f"{name}.json").write_text('{"hash": "abc"}', encoding="utf-8")
    bundle.made = []
    monkeypatch.setattr(bundle, "ROOT", tmp_path)
    monkeypatch.setattr(bundle, "BUILT", built)
    monkeypatch.setattr(bundle, "run", lambda *command: 0)
    monkeypatch.setattr(bundle, "node", bundle.made.append)
    return bundle


def test_nothing_is_built_twice(project: Any) -> None:
    """What has been built is kept as long as its sources stay."""
    project.build_app()
    project.build_app()

    assert project.made == ["app"]


@pytest.mark.parametrize("change", ["edit", "rename", "lost"])
def test_change_is_noticed(project: Any, change: str, tmp_path: Path) -> None:
    """An edited source, a renamed one and a lost result are each a reason to build again."""
    project.build_app()
    source = tmp_path / "web" / "src" / "a.ts"
    if change == "edit":
        source.write_text("export const a = 1;\n", encoding="utf-8")
    elif change == "rename":
        source.rename(source.with_name("b.ts"))
    else:
        (tmp_path / "build" / "app" / "abc").rmdir()
    project.build_app()

    assert project.made == ["app", "app"]


def test_failed_build_is_not_kept(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a build that failed the next one starts again."""

    def fail(part: str) -> None:
        raise project.Stop(part)

    with monkeypatch.context() as patch:
        patch.setattr(project, "node", fail)
        with pytest.raises(project.Stop):
            project.build_app()
    project.build_app()

    assert project.made == ["app"]
