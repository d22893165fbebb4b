"""What holds for every file of the repository: no addresses that break elsewhere, and nothing that is not pinned."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]

REGISTRY_HOST = re.compile(r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|deb\.debian)\.(?:org|com|io)\b")
COMMAND = re.compile(r"\b(?:python3?|py) tasks\.py ([a-z]+)")
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def project_files() -> list[Path]:
    """Every file that is, or would be, committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """The text of every file that has one, by its path."""
    found = {}
    for path in project_files():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8", errors="replace")
    return found


def requirements(lock: str) -> list[str]:
    """The entries of a lock file, each with its hashes."""
    return [entry for entry in re.split(r"\n(?=\S)", lock.strip()) if not entry.startswith("#")]


def test_no_registry_is_named() -> None:
    """No file names the host of a package registry: mirrors and proxies work as the user has set them."""
    hits = [f"{name}: {found[0]}" for name, text in texts().items() if (found := REGISTRY_HOST.search(text))]

    assert hits == []


def test_no_path_of_this_machine() -> None:
    """No file holds the path of this clone or of this user's home."""
    paths = (str(ROOT), f"{Path.home()}/")

    assert [name for name, text in texts().items() if any(path in text for path in paths)] == []


def test_no_file_is_large() -> None:
    """No file is over 1.5 MB: such things are built, not committed."""
    assert [path.name for path in project_files() if path.stat().st_size > 1_500_000] == []


def test_newlines() -> None:
    """Every text file has the newlines of Unix."""
    assert [path.name for path in project_files() if path.suffix != ".png" and b"\r\n" in path.read_bytes()] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-node.lock"])
def test_lock_has_hashes_only(name: str) -> None:
    """Every locked requirement is one exact version with hashes, and the file holds no address."""
    lock = (ROOT / name).read_text(encoding="utf-8")

    assert [entry for entry in requirements(lock) if "--hash=sha256:" not in entry or "==" not in entry] == []
    assert "://" not in lock
    assert "--index" not in lock


def test_lock_covers_the_project() -> None:
    """Every dependency, extra and development tool of pyproject.toml is locked."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    wanted = {name_of(entry) for group in [*groups, project["dependency-groups"]["dev"]] for entry in group}
    locked = {name_of(entry) for entry in requirements((ROOT / "requirements.lock").read_text(encoding="utf-8"))}

    assert wanted - locked == set()


def name_of(requirement: str) -> str:
    """The normalised name at the beginning of a requirement."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].replace("_", "-").lower()


def test_other_lock_formats_are_absent() -> None:
    """No lock file that cannot do without addresses is committed."""
    assert {path.name for path in project_files()} & {"uv.lock", "pylock.toml", "poetry.lock", "yarn.lock"} == set()


def test_npm_lock_has_no_addresses() -> None:
    """The lock file of npm holds hashes, and not where its packages were resolved."""
    locks = [path for path in project_files() if path.name == "package-lock.json"]
    packages = [
        entry for path in locks for entry in json.loads(path.read_text("utf-8"))["packages"].items() if entry[0]
    ]

    assert [name for name, entry in packages if "resolved" in entry or "integrity" not in entry] == []


def test_actions_are_pinned() -> None:
    """Every action in a workflow is named by its full commit, with its version beside it."""
    lines = [
        line.split("uses:", 1)[1].strip()
        for name, text in texts().items()
        if name.startswith(".github/workflows/")
        for line in text.splitlines()
        if re.match(r"\s*-?\s*uses:", line)
    ]

    assert lines
    assert [line for line in lines if not PINNED.fullmatch(line)] == []


def test_documented_commands_exist() -> None:
    """Every `python tasks.py NAME` in a document is a command."""
    source = (ROOT / "tasks.py").read_text(encoding="utf-8")
    documents = {name: text for name, text in texts().items() if name.endswith((".md", ".yml", ".yaml"))}
    named = {found for text in documents.values() for found in COMMAND.findall(text)}

    assert {"serve", "test"} <= set(COMMAND.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    assert [name for name in named if f"\ndef {name}(" not in source] == []


def test_learners_get_what_answers_may_use() -> None:
    """Every package that an exercise allows comes with a plain installation."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = {name_of(entry) for entry in project["project"]["dependencies"]}
    exercises = [yaml.safe_load(path.read_text("utf-8")) for path in ROOT.glob("tests/exercises/*/*/exercise.yml")]
    allowed = {name_of(package) for exercise in exercises for package in exercise.get("packages", ())}

    assert allowed - installed == set()
