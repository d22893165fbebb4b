"""The licences of everything that the site serves, for the page that shows them in full."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from prodready.bundle.site import HINT
from prodready.errors import CourseError
from prodready.words import say

OWN = {
    "code": ("LICENSE", "MIT"),
    "content": ("LICENSE-CONTENT", ""),
    "fonts": ("docs/assets/fonts/OFL.txt", "OFL-1.1"),
}
THEME = "mkdocs-material"
ICONS = "material/templates/.icons/material/LICENSE"
"""Of the icons that the theme puts into pages; relative to `site-packages`."""


@dataclass(frozen=True)
class Notice:
    """One thing that is served, with its licence.

    Args:
        name: What it is.
        texts: The full texts, at least one.
        version: Its version; empty if it has none of its own.
        licence: A short name, such as `MIT`; empty if its package says none.
        home: Where its source is; empty if its package does not say.
    """

    name: str
    texts: tuple[str, ...]
    version: str = ""
    licence: str = ""
    home: str = ""


def served(root: Path, built: Path) -> dict[str, tuple[Notice, ...]]:
    """Notices in groups: `own`, `runtime`, `libraries`, `scripts`, `theme`.

    Args:
        root: The course.
        built: What `web/build.mjs` has made, such as `build/web`.

    Raises:
        CourseError: If a text is missing.
    """
    own = tuple(
        Notice(say(f"licences.{key}"), (_text(root / name),), licence=short) for key, (name, short) in OWN.items()
    )
    path = built / "licences.json"
    try:
        bundled = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CourseError("The licences of the browser's parts are not collected.", path=path, hint=HINT) from error
    groups = {name: tuple(_notice(entry) for entry in bundled[name]) for name in ("runtime", "libraries", "scripts")}
    return {"own": own, **groups, "theme": tuple(theme())}


def theme() -> Iterable[Notice]:
    """The theme's own licence, and that of its icons.

    Raises:
        CourseError: If its package carries none.
    """
    try:
        package = distribution(THEME)
    except PackageNotFoundError as error:
        raise CourseError(f"`{THEME}` is not installed.", hint="Run `python tasks.py build`.") from error
    files = [str(file) for file in package.files or () if ".dist-info/" in str(file) and "LICENSE" in file.name.upper()]
    texts = tuple(_text(Path(str(package.locate_file(name)))) for name in files)
    if not texts:
        raise CourseError(f"The package of `{THEME}` has no licence text.", hint="Keep its text in this project.")
    yield Notice("Material for MkDocs", texts, package.version, "MIT")
    yield Notice(say("licences.icons"), (_text(Path(str(package.locate_file(ICONS)))),))


def _notice(entry: Mapping[str, object]) -> Notice:
    texts = entry["texts"]
    assert isinstance(texts, list)
    told = {name: str(entry[name] or "") for name in ("version", "licence", "home")}
    return Notice(str(entry["name"]), tuple(map(str, texts)), **told)


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except OSError:
        text = ""
    if not text:
        raise CourseError(f"The licence text `{path.name}` is missing.", path=path, hint="Bring it back.")
    return text
