"""The playground, as far as no Python has to run in it; `web/e2e/both/playground.mjs` has what a reader does with faults."""

from __future__ import annotations

import base64
import json
import zlib

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

READY = ["waitForSelector", ".pg[data-ready] .cm-content"]
MINE = {"files": {"mine.py": "answer = 42\n"}, "main": "mine.py"}
KEEP = ["evaluate", f"localStorage['prodready.playground'] = {json.dumps(json.dumps(MINE))}"]
STATE = """({
  tabs: [...document.querySelectorAll('.pg [role=tab]')].map((tab) => tab.textContent),
  code: document.querySelector('.pg__panel:not([hidden]) .cm-content').innerText.trim(),
  note: document.querySelector('.pg__note').hidden ? '' : document.querySelector('.pg__note').textContent,
  kept: localStorage['prodready.playground'] ?? '',
  link: document.querySelector('.pg__link').textContent,
})"""
EDIT = [["click", ".pg__panel:not([hidden]) .cm-content"], ["keyboard.type", "# changed"], ["waitForTimeout", 500]]


def link(data: bytes) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    return "#code=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


@pytest.fixture
def at(site, visit):
    """What the playground shows at a fragment to a reader who has files of their own, after some steps."""

    def shown(fragment, *steps):
        there = ["goto", f"{site}playground/{fragment}"]
        answer = visit("privacy/", steps=[KEEP, there, READY, *steps], evaluate=STATE)
        assert answer["errors"] == []
        return answer["value"]

    return shown


def test_own_files_come_back(at):
    """Without a fragment, the reader goes on where they were."""
    assert at("")["tabs"] == ["mine.py"]
    assert at("")["code"] == "answer = 42"


def test_first_visit(visit):
    """Whoever has no files gets a program and tests of it."""
    seen = visit("playground/", steps=[READY], evaluate=STATE, axe=True)

    assert seen["value"]["tabs"] == ["main.py", "test_main.py"]
    assert seen["violations"] == []
    assert [url for url in seen["requests"] if "/assets/run/" in url] == []


def test_snippet_leaves_own_files(at):
    """A snippet is shown, and the reader's own files stay where they are."""
    seen = at("#lesson3/usual.py")

    assert seen["tabs"][0] == "usual.py"
    assert "Your own files are kept." in seen["note"]
    assert json.loads(seen["kept"]) == MINE


def test_changed_snippet_sets_own_files_aside(at):
    """Whoever changes a snippet keeps it from then on, and what they had before is kept, too."""
    aside = [
        "evaluate",
        "document.querySelector('.pg__note').textContent = localStorage['prodready.playground.before']",
    ]
    seen = at("#lesson3/usual.py", *EDIT, aside)

    assert "# changed" in json.loads(seen["kept"])["files"]["usual.py"]
    assert json.loads(seen["note"]) == MINE


def test_files_of_a_link_are_not_kept(at):
    """They are shown with a warning, and nothing of them is stored until the reader changes something."""
    seen = at(link(json.dumps({"files": {"theirs.py": "print('theirs')\n"}, "main": "theirs.py"}).encode()))

    assert seen["tabs"] == ["theirs.py"]
    assert seen["note"].startswith("These files came with a link")
    assert json.loads(seen["kept"]) == MINE


@pytest.mark.parametrize(
    "fragment",
    [
        "#code=!!",
        "#code=AAAA",
        link(b"[1]"),
        link(json.dumps({"files": {"../evil.py": ""}, "main": "x"}).encode()),
        link(json.dumps({"files": {"a.py": 5}, "main": "a.py"}).encode()),
        link(b'{"main": "a.py", "files": {"a.py": "' + b"0" * 50_000_000 + b'"}}'),
    ],
    ids=["letters", "stream", "form", "name", "text", "bomb"],
)
def test_damaged_link(at, fragment):
    """What cannot be read, or is too large, is refused, and the reader's own files are shown."""
    seen = at(fragment)

    assert seen["tabs"] == ["mine.py"]
    assert seen["note"].startswith("The link is damaged")


def test_unknown_snippet(at):
    """A name that no page has is said."""
    assert at("#lesson3/nothing.py")["note"].startswith("There is no snippet lesson3/nothing.py")


def test_long_link_is_refused(at):
    """Instead of a link that other programs cut off, there is a sentence."""
    noise = "".join(f"{i * 2654435761 % 2**32:08x}" for i in range(4000))
    typed = ["keyboard.insertText", f"# {noise}"]
    seen = at("", ["click", ".cm-content"], typed, ["click", ".pg [data-do=share]"])

    assert "many programs cut off" in seen["link"]
