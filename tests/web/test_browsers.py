"""The course in real browsers, from an empty profile on: see web/e2e/run.mjs, which each of these tests asks for one file."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.requires("node")

RUNNER = Path(__file__).parents[2] / "web" / "e2e" / "run.mjs"
DESKS = [pytest.param(name, marks=pytest.mark.requires(name)) for name in ("chromium", "firefox")]
WEBKIT = [pytest.param("webkit", marks=pytest.mark.requires("webkit"))]

Attempt = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def attempt(request, site, site_folder, browser_paths) -> Iterator[Attempt]:
    """Runs one end-to-end file in the browser of the test; a browser is started once for all of them."""
    name = request.param
    process = subprocess.Popen(
        ["node", RUNNER, name, browser_paths[name], site_folder, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin
    assert process.stdout

    def run(file: str) -> dict[str, str]:
        process.stdin.write(file + "\n")
        process.stdin.flush()
        answer = json.loads(
            process.stdout.readline() or '{"failed": "the runner ended; are the packages of web/ there?"}'
        )
        assert not answer["failed"], answer["failed"]
        return answer

    yield run
    process.stdin.close()
    process.wait(60)


@pytest.mark.parametrize("attempt", DESKS, indirect=True)
class TestDesk:
    """The same files in Chromium and in Firefox."""

    def test_idle(self, attempt):
        """A page that is read and whose editor is not touched asks for nothing of what runs Python."""
        attempt("idle")

    def test_solve(self, attempt):
        """From an empty profile, an exercise is solved in its page, and axe-core finds nothing wrong on the way."""
        attempt("solve")

    def test_stop(self, attempt):
        """A loop without an end is stopped, and the next answer is judged right."""
        attempt("stop")

    def test_reload(self, attempt):
        """What was typed is there after a reload."""
        attempt("reload")

    def test_offline(self, attempt):
        """After "Keep offline" and without a server, a lesson that was never opened grades for the first time."""
        attempt("offline")

    def test_hostile(self, attempt):
        """Whatever an answer does to its worker, the page stays alive, and the next honest answer is judged right."""
        attempt("hostile")

    def test_limits(self, attempt):
        """A loop is found at the limit of its call, in the words of the learner's own machine, and a program's at its line."""
        attempt("limits")

    def test_wall(self, attempt):
        """Code that gets at JavaScript finds nothing of the page, of what the browser keeps, or of the network."""
        attempt("wall")

    def test_flood(self, attempt):
        """Code that floods the page with messages is ended, and the page goes on."""
        attempt("flood")

    def test_loading(self, attempt):
        """Loading can be given up, says so when it fails, and can be tried again."""
        attempt("loading")

    def test_keyboard(self, attempt):
        """Without a mouse, an answer is typed, the editor is left, the answer is graded, and the verdicts are read."""
        attempt("keyboard")

    def test_narrow(self, attempt):
        """On a phone's width, the editor and the results fit."""
        attempt("narrow")

    def test_night(self, attempt):
        """An incident is run in its page, and prints what was captured."""
        attempt("night")

    def test_playground(self, attempt):
        """A snippet is opened from its lesson, meets a fault, and is shared; a clean profile opens the link."""
        attempt("playground")


@pytest.mark.parametrize("attempt", WEBKIT, indirect=True)
class TestWebKit:
    """A smoke in WebKitGTK. It is no claim about Safari."""

    def test_boot(self, attempt):
        """Python starts, and the checks of an exercise hold."""
        attempt("boot")

    def test_keyboard(self, attempt):
        """An answer is typed and graded without a mouse, and axe-core finds nothing wrong with what is shown."""
        attempt("keyboard")

    def test_offline(self, attempt):
        """After "Keep offline" and without a server, another lesson grades in the same session."""
        attempt("offline")

    def test_loop(self, attempt):
        """A loop is stopped for good: the second worker after it is quick, and the processor is at rest."""
        attempt("loop")

    def test_narrow(self, attempt):
        """In a frame of 390 px, the editor and the results fit."""
        attempt("narrow")


@pytest.mark.parametrize("attempt", DESKS[:1], indirect=True)
@pytest.mark.parametrize("page", ["golden-lesson", "golden-quiz"])
def test_golden(attempt, page):
    """Chromium tells a screen reader what it told before. `node web/e2e/run.mjs ... golden-lesson --write` keeps a change."""
    note = attempt(page)["note"]
    if note and "golden" not in os.environ.get("PRODREADY_REQUIRE", "").split(","):
        pytest.skip(note)
    assert not note, note
