"""Every program of a page runs in the page, and prints what was captured; or the page says what it needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prodready.bundle.incidents import snippet_data
from prodready.capture import normalise
from prodready.catalog import Course
from prodready.snippets import Snippets, key, snippets

pytestmark = pytest.mark.requires("node")

Boot = Callable[..., list[Any]]

ROOT = Path(__file__).parents[3]
COURSE = Course.require(ROOT)
FOLDERS = [found for found in snippets(COURSE) if found.programs]
PACKS = ("settings", "http", "logs")

PLAY = """
import json
from prodready.browser.serve import handle
for request in {requests!r}:
    tell(json.dumps({{"next": request}}))
    handle(request, tell)
"""


def requests(found: Snippets) -> dict[str, str]:
    """What a page asks for, by program; one that needs more than a page has gets every file beside it."""
    data, all_files = snippet_data(found), {path.name: path.read_text("utf-8") for path in found.folder.glob("*.py")}
    served = {name: {file: data["files"][file] for file in opened["files"]} for name, opened in data["opens"].items()}
    names = [program.name for program in found.programs]
    return {
        name: json.dumps({"do": "incident", "script": name, "files": served.get(name, all_files)}) for name in names
    }


@pytest.fixture(scope="module")
def printed(boot: Boot) -> dict[str, str]:
    """What each program of each page prints, as it would be captured, in one Python that runs them all."""
    wanted = {key(COURSE, found.folder / name): line for found in FOLDERS for name, line in requests(found).items()}
    texts: list[str] = []
    for event in boot(PLAY.format(requests=list(wanted.values())), *PACKS):
        if "next" in event:
            texts.append("")
        elif "output" in event:
            texts[-1] += event["output"]["text"]
    return dict(zip(wanted, map(normalise, texts), strict=True))


def expected(found: Snippets, name: str) -> str:
    return (found.folder / "captured" / f"{Path(name).stem}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("found", FOLDERS, ids=lambda found: key(COURSE, found.folder))
def test_program_prints_what_was_captured(found: Snippets, printed: dict[str, str]) -> None:
    """With the files that are served with it, and in no other Python than the bundle's own."""
    names = [program.name for program in found.programs if not program.needs]

    assert {name: printed[key(COURSE, found.folder / name)] for name in names} == {n: expected(found, n) for n in names}


def test_declared_need_is_real(printed: dict[str, str]) -> None:
    """A program that says what it needs does not run in a page; else `needs` goes from its block."""
    declared = [(found, program.name) for found in FOLDERS for program in found.programs if program.needs]

    assert declared
    assert [n for found, n in declared if printed[key(COURSE, found.folder / n)] == expected(found, n)] == []
