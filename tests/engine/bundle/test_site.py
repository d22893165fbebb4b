"""The bundle as part of the built site."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from prodready.bundle.site import find
from prodready.errors import CourseError


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What `web/build.mjs` leaves behind, with an older build of the scripts."""
    for name in ("app/new/manifest.json", "app/new/sw.js", "app/old/manifest.json", "run/same/core.zip"):
        (tmp_path / "web" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "web" / name).write_text(name, encoding="utf-8")
    (tmp_path / "web" / "app.json").write_text(json.dumps({"hash": "new", "run": "same"}), encoding="utf-8")
    return tmp_path / "web"


def test_only_the_newest_is_served(built: Path, tmp_path: Path) -> None:
    """Both parts of the newest build are copied below `assets`, and the service worker to the root of the site."""
    find(built).copy_to(tmp_path / "site")
    copied = {
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()
    }

    assert copied == {"assets/app/new/manifest.json", "assets/run/same/core.zip", "sw.js"}
    assert find(built).app_url == "assets/app/new/"


@pytest.mark.parametrize("missing", ["app.json", "run/same/core.zip"])
def test_missing_bundle_says_what_to_do(built: Path, missing: str) -> None:
    """A bundle that is not there, or half there, is an error with the command that makes it."""
    (built / missing).unlink()
    if missing != "app.json":
        (built / missing).parent.rmdir()

    with pytest.raises(CourseError, match=r"python tasks\.py build"):
        find(built)


def test_course_without_a_bundle(tmp_path: Path) -> None:
    """A course whose `mkdocs.yml` names no bundle needs none."""
    hooks = pytest.importorskip("prodready.mkdocs_hooks", reason="the site's packages are not installed")
    config: Any = SimpleNamespace(extra={}, config_file_path=str(tmp_path / "mkdocs.yml"))

    assert hooks.bundle(config) is None
