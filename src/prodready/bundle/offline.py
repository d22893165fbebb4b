"""What a browser fetches to keep the whole site: every file with its digest, in a list whose name changes with the content.

`offline.json` says which build this is, how large it is, and the name of the list, `offline-BUILD.json`. The same site has
the same build, and a site of which any file differs has another one, so that two builds are never taken for one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

HEAD = "offline.json"
WORKER = "sw.js"
DIGITS = 20
"""Hexadecimal digits of SHA-256 that are kept of each file: 80 bits, against accidents of transport and deployment."""

_INDEX = "index.html"
_NEVER = {WORKER, HEAD, "sitemap.xml", "sitemap.xml.gz"}
_UNUSED = ("assets/javascripts/lunr/",)
"""The theme's word lists for searching in other languages: no page of this site asks for them."""


def write(site: Path) -> None:
    """Write the list of a site that is built, if it has a service worker; without one nothing can be kept."""
    for old in site.glob("offline-*.json"):
        old.unlink()
    if not (site / WORKER).is_file():
        (site / HEAD).unlink(missing_ok=True)
        return
    files = {name: entry(path) for name, path in sorted(listed(site))}
    lines = "".join(f"{name}\0{digest}\0{size}\n" for name, (digest, size) in files.items())
    build = hashlib.sha256(lines.encode()).hexdigest()[:DIGITS]
    name = f"offline-{build}.json"
    _write(site / name, {"schema": 1, "build": build, "files": files})
    size = sum(size for _, size in files.values())
    _write(site / HEAD, {"schema": 1, "build": build, "bytes": size, "count": len(files), "list": name})


def listed(site: Path) -> Iterator[tuple[str, Path]]:
    """Every file that is to be kept, with its address below the site: a page by that of its folder, as links have it."""
    asked = set(_asked(site))
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        skipped = name in _NEVER | asked or name.endswith(".map") or name.startswith((*_UNUSED, "offline-"))
        if path.is_file() and not skipped:
            yield name.removesuffix(_INDEX) if path.name == _INDEX else name, path


def entry(path: Path) -> tuple[str, int]:
    """The digest of a file, and its size in bytes."""
    data = path.read_bytes()
    return hashlib.sha256(data).hexdigest()[:DIGITS], len(data)


def _asked(site: Path) -> Iterator[str]:
    """Libraries that a page fetches only after a question, because they are large: they stay where they are."""
    for manifest in site.glob("assets/app/*/manifest.json"):
        for pack in json.loads(manifest.read_text(encoding="utf-8"))["packs"].values():
            if pack["asks"]:
                yield (manifest.parent / pack["file"]).resolve().relative_to(site.resolve()).as_posix()


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8", newline="\n")
