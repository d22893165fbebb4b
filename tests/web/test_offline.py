"""The course without a network: kept with a button, below a folder, never forced to a newer version, removed completely."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prodready.bundle import offline

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

PLAYER = Path(__file__).parents[2] / "web" / "browser" / "offline.mjs"
NOTHING = {"workers": [], "builds": [], "caches": 0}

Play = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def newer(site: str, site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next build: every page has another heading, and the style sheet says that it is newer."""
    folder = tmp_path_factory.mktemp("newer") / "site"
    shutil.copytree(site_folder, folder)
    for page in folder.rglob("index.html"):
        page.write_text(page.read_text("utf-8").replace("</h1>", " (newer)</h1>"), "utf-8")
    style = folder / "assets" / "css" / "course.css"
    style.write_text(style.read_text("utf-8") + "/* newer */", "utf-8")
    offline.write(folder)
    return folder


@pytest.fixture(scope="module")
def play(site: str, site_folder: Path, newer: Path, chromium: str) -> Iterator[Play]:
    """Plays a scenario of web/browser/offline.mjs in a fresh profile; what was seen."""
    player = subprocess.Popen(
        ["node", PLAYER, chromium, site_folder, newer],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert player.stdin
    assert player.stdout

    def once(scenario: str) -> dict[str, Any]:
        player.stdin.write(scenario + "\n")
        player.stdin.flush()
        seen = json.loads(player.stdout.readline() or '{"failed": "the player ended"}')
        assert "failed" not in seen, seen["failed"]
        return dict(seen)

    yield once
    player.stdin.close()
    player.wait(60)


def of_the_offer(address: str) -> bool:
    """Whether an address is the question for a newer version, which a page may ask in vain."""
    return address.endswith("offline.json?latest=")


def test_keep_offline(play):
    """Nothing is there before the button; after it, pages, quiz and search work without a server, in their own look."""
    seen = play("keep")
    assert seen["before"] == NOTHING
    assert (seen["after"]["workers"], len(seen["after"]["builds"])) == (["/course/"], 1)
    assert "works without a network" in seen["told"]
    assert seen["focus"] == "status"
    assert seen["first"].startswith("Errors and timeouts")
    assert seen["look"] == {"fonts": 2, "clock": "nowrap"}
    assert seen["folder"] == "/course/lesson2/"
    assert seen["missing"] == [404, "04:04"]
    assert [address for address in seen["lost"] if not of_the_offer(address)] == []
    assert seen["late"] == 0


def test_first_grading_without_a_server(play):
    """An exercise of a lesson that was never opened is graded without a server."""
    assert [address for address in play("grade")["lost"] if not of_the_offer(address)] == []


def test_newer_version_is_offered(play):
    """A newer version is offered, and until somebody wants it each page stays whole and as it was; so does a page that
    was open before. The older build goes when no page needs it.
    """
    seen = play("update")
    assert seen["offer"].startswith("A newer version of the course is there (")
    assert seen["before"] == [False, False]
    assert seen["declined"] == [False, False, False]
    assert seen["both"] == {"old": [False, False], "new": [True, True], "builds": 2}
    assert seen["moved"] == seen["last"] == [True, True]
    assert seen["fetched"] < 60, "what both versions have is not fetched again"


def test_other_requests_are_left_alone(play):
    """Requests for a part of a file, and requests that send something, go to the server."""
    assert {"GET lesson1/ bytes=0-9", "POST lesson1/"} <= set(play("untouched")["asked"])


def test_other_bytes_are_not_kept(play):
    """A file that arrives with other bytes than listed, as in the middle of a deployment, ends it, and nothing stays."""
    seen = play("changed")
    assert seen["told"].startswith("The site was changed while it was fetched")
    assert seen["kept"] == NOTHING


def test_interrupted(play):
    """When the network goes away in between, no service worker is there yet; the next try fetches only what is missing."""
    seen = play("interrupted")
    assert "goes on from there" in seen["told"]
    assert seen["first"]["workers"] == []
    assert (seen["once"], seen["twice"] > 1) == (1, True)
    assert len(seen["after"]["builds"]) == 1


def test_cancel(play):
    """Cancelling removes what had arrived."""
    seen = play("cancel")
    assert (seen["told"], seen["kept"]) == ("Cancelled, and removed again.", NOTHING)


def test_remove(play):
    """Both buttons that remove it leave nothing of this site, and leave other sites of the same host alone."""
    seen = play("remove")
    other = {"workers": [], "builds": ["prodready /other/ build 1"], "caches": 1}
    assert (seen["removed"], seen["erased"], seen["storage"]) == (other, other, [])


def test_list_holds_everything(site, site_folder):
    """The list has every page, script, style, font, exercise and library of the site, but for those that ask first."""
    head = json.loads((site_folder / "offline.json").read_text("utf-8"))
    files = json.loads((site_folder / head["list"]).read_text("utf-8"))["files"]
    pages = {
        page.relative_to(site_folder).as_posix().removesuffix("index.html") for page in site_folder.rglob("index.html")
    }
    assert {*pages, "404.html", "search/full.json", "assets/fonts/next.woff2", "manifest.webmanifest"} <= files.keys()
    assert any(name.endswith("pyodide.asm.wasm") for name in files)
    assert any("/exercises/lesson3/" in name for name in files)
    assert not any(name.endswith(("types.zip", "sw.js", ".map")) for name in files)
    assert sum(size for _, size in files.values()) == head["bytes"]


def test_same_site_same_build(site, site_folder, tmp_path):
    """The name of a build follows from the files alone."""
    shutil.copytree(site_folder, tmp_path / "copy")
    offline.write(tmp_path / "copy")
    assert (tmp_path / "copy" / "offline.json").read_bytes() == (site_folder / "offline.json").read_bytes()


def test_manifest(site, site_folder):
    """Every page names the manifest, whose addresses are relative and exist."""
    manifest = json.loads((site_folder / "manifest.webmanifest").read_text("utf-8"))
    assert (manifest["start_url"], manifest["scope"]) == ("./", "./")
    assert [icon["src"] for icon in manifest["icons"] if not (site_folder / icon["src"]).is_file()] == []
    assert 'rel="manifest" href="../manifest.webmanifest"' in (site_folder / "lesson3" / "index.html").read_text(
        "utf-8"
    )
