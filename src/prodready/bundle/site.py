"""The bundle as part of the site: what `web/build.mjs` has made is found, and copied to where pages look for it."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prodready.errors import CourseError

HINT = "Run `python tasks.py build`, which makes it."


@dataclass(frozen=True)
class Bundle:
    """The newest build of both parts.

    Args:
        app: `build/web/app/HASH`: scripts, engine, exercises.
        run: `build/web/run/HASH`: Python and its libraries, which change more seldom.
    """

    app: Path
    run: Path

    @property
    def app_url(self) -> str:
        """Where pages find `app`, from the root of the site."""
        return f"assets/app/{self.app.name}/"

    def shortened(self, js: str) -> str:
        """The script `js` of a page as esbuild has shortened it; as it is, if it has changed since."""
        built = self.app.parent.parent / "page" / f"{hashlib.sha256(js.encode()).hexdigest()}.js"
        return built.read_text(encoding="utf-8") if built.is_file() else js

    def copy_to(self, site: Path) -> None:
        """Put both parts below `assets/`, and the service worker at the root: it cares for what lies below its own address."""
        for folder in (self.app, self.run):
            shutil.copytree(folder, site / "assets" / folder.parent.name / folder.name, dirs_exist_ok=True)
        worker = site / self.app_url / "sw.js"
        if worker.is_file():
            worker.replace(site / "sw.js")


def find(built: Path) -> Bundle:
    """The newest bundle in a folder such as `build/web`.

    Raises:
        CourseError: If it is missing or half made.
    """
    app = _read(built / "app.json")
    bundle = Bundle(built / "app" / app["hash"], built / "run" / app["run"])
    for folder in (bundle.app, bundle.run):
        if not folder.is_dir():
            message = f"The folder `{folder.relative_to(built)}` of the browser's parts is missing."
            raise CourseError(message, path=built, hint=HINT)
    return bundle


def _read(pointer: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(pointer.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise CourseError("The browser's parts are not built.", path=pointer, hint=HINT) from error
