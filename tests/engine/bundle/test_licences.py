"""The full licence texts of everything that is served."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from prodready.bundle.licences import OWN, served
from prodready.errors import CourseError

ROOT = Path(__file__).parents[3]

COLLECT = """
import { collect } from "WEB/licences.mjs";
const [web, wheels, inputs] = JSON.parse(process.argv[1]);
console.log(JSON.stringify(collect(web, wheels, inputs)));
"""


def collect(wheels: list[Path], inputs: list[str]) -> subprocess.CompletedProcess[str]:
    web = ROOT / "web"
    code = COLLECT.replace("WEB", web.as_uri())
    facts = json.dumps([str(web), [str(wheel) for wheel in wheels], inputs])
    command = ["node", "--input-type=module", "--eval", code, facts]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def wheel(folder: Path, **files: str) -> Path:
    path = folder / "made_up-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "made_up-1.dist-info/METADATA", "Name: made-up\nVersion: 1\nLicense-Expression: MIT\n\nText: no\n"
        )
        for name, text in files.items():
            archive.writestr(f"made_up-1.dist-info/licenses/{name}", text)
    return path


@pytest.mark.requires("node")
def test_every_text_of_a_package(tmp_path: Path) -> None:
    """A wheel's licence files and an npm package's are taken in full, and what Pyodide holds is told as well."""
    done = collect(
        [wheel(tmp_path, LICENSE="Be kind.", NOTICE="Hello.")], ["node_modules/@lezer/lr/dist/index.js", "src/a.ts"]
    )
    found = json.loads(done.stdout)

    assert found["libraries"][0]["texts"] == ["Be kind.", "Hello."]
    assert [entry["name"] for entry in found["scripts"]] == ["@lezer/lr"]
    assert {"Pyodide", "CPython", "SQLite"} <= {entry["name"] for entry in found["runtime"]}


@pytest.mark.requires("node")
def test_package_without_a_text_stops_the_build(tmp_path: Path) -> None:
    """A package that is served without a licence text is named, with the place where its text belongs."""
    done = collect([wheel(tmp_path)], [])

    assert done.returncode != 0
    assert "made-up 1 is served, and its package has no licence text" in done.stderr
    assert "web/licences/index.json" in done.stderr


def test_kept_texts_and_their_index_agree() -> None:
    """Each text in `web/licences` is in the index, and each entry has its text."""
    folder = ROOT / "web" / "licences"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))

    assert {entry["file"] for entry in index} == {path.name for path in folder.glob("*.txt")}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    entry = {"name": "a", "version": "1", "licence": "", "home": "", "texts": ["Be kind."]}
    told = {"runtime": [entry], "libraries": [], "scripts": []}
    (tmp_path / "licences.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path


def test_page_has_all_groups(built: Path) -> None:
    """The course's own licences, what was bundled and the theme are shown, each with a text."""
    pytest.importorskip("material", reason="the site's packages are not installed")
    groups = served(ROOT, built)

    assert list(groups) == ["own", "runtime", "libraries", "scripts", "theme"]
    assert all(text.strip() for notices in groups.values() for notice in notices for text in notice.texts)


@pytest.mark.parametrize("missing", [name for name, _ in OWN.values()])
def test_missing_text_stops_the_site(missing: str, built: Path, tmp_path: Path) -> None:
    """Without one of the course's own texts the site is not built, and the file is named."""
    for name in {name for name, _ in OWN.values()} - {missing}:
        (tmp_path / "course" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "course" / name).write_text("Be kind.", encoding="utf-8")

    with pytest.raises(CourseError, match=Path(missing).name):
        served(tmp_path / "course", built)


def test_licences_that_were_not_collected(tmp_path: Path) -> None:
    """Without the build's own list, the command that makes it is named."""
    with pytest.raises(CourseError, match=r"python tasks\.py build"):
        served(ROOT, tmp_path)
