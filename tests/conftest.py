"""What all tests of the project share: warnings are errors, and what is required is never skipped.

Not loaded when a learner is graded: suites are collected under the learner's path.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
STRICT = (HERE / "engine", HERE / "content")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_FILES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
MINI_BROWSERS = ("lib/*/webkit2gtk-4*/MiniBrowser", "libexec/webkit2gtk-4*/MiniBrowser")


def find_chromium() -> str:
    """The system's browser of the Chromium family, or nothing; no browser is ever downloaded."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    return (found + [path for path in BROWSER_FILES if Path(path).is_file()] + [""])[0]


def find_firefox() -> str:
    """The system's Firefox, or nothing."""
    return shutil.which("firefox-esr") or shutil.which("firefox") or ""


def find_webkit() -> str:
    """WebKitGTK's browser for tests, which is not on the path; nothing if its driver or a screen for it is missing."""
    if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        return ""
    found = [path for pattern in MINI_BROWSERS for path in Path("/usr").glob(pattern)]
    return str(max(found, default=""))


def has_node() -> bool:
    """Whether Node 20 or newer is on the path."""
    node = shutil.which("node")
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout if node else ""
    found = re.match(r"v(\d+)", version)
    return found is not None and int(found[1]) >= 20


PARTS: dict[str, tuple[Callable[[], object], str]] = {
    "chromium": (find_chromium, "no browser of the Chromium family was found"),
    "firefox": (find_firefox, "Firefox was not found"),
    "webkit": (find_webkit, "WebKitGTK's driver and browser, or Xvfb, were not found"),
    "node": (has_node, "Node 20 or newer was not found"),
    "sandbox": (lambda: shutil.which("bwrap"), "bubblewrap (bwrap) was not found"),
    "notebooks": (lambda: importlib.util.find_spec("nbval"), "nbval is not installed"),
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "requires(part): skipped without that part of the machine, such as node")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in STRICT):
            item.add_marker(pytest.mark.filterwarnings("error"), append=False)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("requires"):
        present, reason = PARTS[mark.args[0]]
        if present():
            continue
        if mark.args[0] in os.environ.get("PRODREADY_REQUIRE", "").split(","):
            pytest.fail(f"PRODREADY_REQUIRE names `{mark.args[0]}`, and {reason}.", pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's browser; mark the test with `requires("chromium")` too."""
    return find_chromium()


@pytest.fixture(scope="session")
def browser_paths() -> dict[str, str]:
    """Where each browser is: chromium, firefox, webkit. Mark the test with the part that it needs too."""
    return {"chromium": find_chromium(), "firefox": find_firefox(), "webkit": find_webkit()}
