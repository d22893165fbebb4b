"""The built site, served below a folder as a project page is, and a browser that looks at it."""

from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROBE = ROOT / "web" / "browser" / "probe.mjs"
BASE = "/course/"
BUILD_LIMIT_S = 300

Visit = Callable[..., dict[str, Any]]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site below `BASE`; its own 404 page for everything else."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE.rstrip("/")) if path.startswith(BASE) else "/nothing")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args: object) -> None:
        """Nothing: pytest shows what matters."""


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site is, or will be when `site` has built it."""
    return Path(os.environ.get("PRODREADY_SITE") or tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of the site, built once. `PRODREADY_SITE` names a folder that is built already, for a faster round."""
    folder = site_folder
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}{BASE}"
    if not os.environ.get("PRODREADY_SITE"):
        build(folder, address)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


def build(folder: Path, address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=BUILD_LIMIT_S,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Visit]:
    """Sends one request to the probe; see web/browser/probe.mjs."""
    probe = subprocess.Popen(
        ["node", PROBE, chromium],
        cwd=PROBE.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert probe.stdin
    assert probe.stdout

    def visit(**request: Any) -> dict[str, Any]:
        probe.stdin.write(json.dumps(request) + "\n")
        probe.stdin.flush()
        answer = json.loads(
            probe.stdout.readline() or '{"failed": "the probe ended; are the packages of web/ installed?"}'
        )
        assert "failed" not in answer, answer["failed"]
        return answer

    yield visit
    probe.stdin.close()
    probe.wait(30)


@pytest.fixture(scope="session")
def visit(site: str, browser: Visit) -> Visit:
    """Visits a page of the site: `visit("lesson3/", scheme="dark", width=390)`. The same visit is made only once."""
    seen: dict[str, dict[str, Any]] = {}

    def once(page: str, **request: Any) -> dict[str, Any]:
        key = json.dumps([page, request], sort_keys=True)
        if key not in seen:
            seen[key] = browser(url=site + page, **request)
        return seen[key]

    return once
