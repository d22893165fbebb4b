"""Archives of compiled modules: the same bytes every time, for Pyodide's own Python."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

WEB = Path(__file__).parents[3] / "web"
MAGIC = bytes.fromhex("2b0e0d0a")
"""The first bytes of a compiled module of Python 3.14; `importlib.util.MAGIC_NUMBER` there."""

BY_HASH = {(1).to_bytes(4, "little"), (3).to_bytes(4, "little")}
"""The flags of a module that has the hash of its source, and no date; see PEP 552."""

SOURCE = '"""A docstring."""\n\n\ndef f():\n    """Another."""\n    assert False, "kept"\n'


def compiled(archive: Path, wheel: Path, **options: Any) -> dict[str, Any]:
    plan = archive.with_suffix(".json")
    plan.write_text(json.dumps([{"file": str(archive), "path": "/packs/a", "archives": [str(wheel)], **options}]))
    command = ["node", "--no-warnings", str(WEB / "pyodide" / "compile.mjs"), str(plan)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout)["made"][0])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wheel") / "a-1-py3-none-any.whl"
    members = {
        "a/__init__.py": SOURCE,
        "a/fast.py": "slow = True\n",
        "a/fast.cpython-314-wasm32-emscripten.so": "not really",
        "a/data.json": "{}",
        "a/tests/test_a.py": "",
        "a-1.dist-info/METADATA": "Name: a\nVersion: 1\n\nA long description.\n",
        "a-1.dist-info/RECORD": "",
        "a-1.dist-info/licenses/LICENSE": "Free.",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


@pytest.fixture(scope="module")
def made(wheel: Path) -> tuple[Path, dict[str, Any]]:
    archive = wheel.with_name("a.zip")
    return archive, compiled(archive, wheel)


@pytest.mark.requires("node")
def test_what_is_kept(made: tuple[Path, dict[str, Any]]) -> None:
    """Compiled modules, data and the head of the metadata are kept; tests, licences and sources of C modules are not."""
    archive, told = made
    with zipfile.ZipFile(archive) as opened:
        names, metadata = opened.namelist(), opened.read("a-1.dist-info/METADATA")

    assert names == [
        "a-1.dist-info/METADATA",
        "a/__init__.pyc",
        "a/data.json",
        "a/fast.cpython-314-wasm32-emscripten.so",
    ]
    assert metadata == b"Name: a\nVersion: 1\n"
    assert (told["modules"], told["native"]) == (["a"], True)


@pytest.mark.requires("node")
def test_same_bytes_twice(made: tuple[Path, dict[str, Any]], wheel: Path) -> None:
    """Two builds of the same wheel are the same file, so that a reader's copy stays good."""
    again = wheel.with_name("again.zip")
    compiled(again, wheel)

    assert again.read_bytes() == made[0].read_bytes()


@pytest.mark.requires("node")
def test_pyodide_build_makes_the_same_modules(made: tuple[Path, dict[str, Any]], wheel: Path, app: Path) -> None:
    """pyodide-build compiles the same sources for the same Python as our loop, the same way each time."""
    tool = WEB.parent / ".cache" / "pyodide-build"
    if not tool.is_dir():
        pytest.skip("pyodide-build is not here; `python tasks.py test` brings it")
    other, again = wheel.with_name("other.zip"), wheel.with_name("other-again.zip")
    compiled(other, wheel, tool=str(tool))
    compiled(again, wheel, tool=str(tool))
    with zipfile.ZipFile(made[0]) as ours, zipfile.ZipFile(other) as theirs:
        assert ours.namelist() == theirs.namelist()
        own, made_by_it = ours.read("a/__init__.pyc"), theirs.read("a/__init__.pyc")

    assert own[:4] == made_by_it[:4] == MAGIC
    assert own[8:16] == made_by_it[8:16]  # the hash of the source
    assert {own[4:8], made_by_it[4:8]} <= BY_HASH
    assert other.read_bytes() == again.read_bytes()


@pytest.mark.requires("node")
def test_docstrings_are_left_out_and_assertions_kept(made: tuple[Path, dict[str, Any]], wheel: Path) -> None:
    """Where docstrings are not wanted, the words of assertions are still there."""
    bare = wheel.with_name("bare.zip")
    compiled(bare, wheel, docstrings=False)
    with zipfile.ZipFile(bare) as opened, zipfile.ZipFile(made[0]) as full:
        code, whole = opened.read("a/__init__.pyc"), full.read("a/__init__.pyc")

    assert b"Another." in whole
    assert b"Another." not in code
    assert b"kept" in code


@pytest.mark.requires("node")
def test_every_served_module_is_for_this_python(app: Path, manifest: dict[str, Any]) -> None:
    """Each compiled module of the bundle has the magic number of Python 3.14, and no date."""
    archives = [manifest["core"], manifest["engine"], *manifest["packs"].values()]
    heads = set()
    for asset in archives:
        with zipfile.ZipFile(app / asset["file"]) as archive:
            heads |= {archive.read(name)[:8] for name in archive.namelist() if name.endswith(".pyc")}
            assert [name for name in archive.namelist() if name.endswith(".py")] == []

    assert {head[:4] for head in heads} == {MAGIC}
    assert {head[4:] for head in heads} <= BY_HASH


@pytest.mark.requires("node")
def test_words_can_be_read_in_the_archive(app: Path, manifest: dict[str, Any]) -> None:
    """The catalogue of words is in the engine as it is."""
    with zipfile.ZipFile(app / manifest["engine"]["file"]) as archive:
        words = archive.read("prodready/words/en.json")

    assert json.loads(words)
