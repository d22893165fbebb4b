"""What `web/src/store` keeps in a browser, and what it does where nothing can be kept. Run with Node and a storage that obeys."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from prodready.progress.file import entry_from_data

pytestmark = pytest.mark.requires("node")

WEB = Path(__file__).parents[3] / "web"
PROGRAM = """
const makeStorage = () => {{
  const texts = new Map();
  const own = {{
    room: 1e9,
    getItem: (name) => texts.get(name) ?? null,
    setItem(name, text) {{
      if (text.length > own.room) throw new DOMException("full", "QuotaExceededError");
      texts.set(name, text);
      Object.defineProperty(own, name, {{ value: text, enumerable: true, configurable: true }});
    }},
    removeItem(name) {{ texts.delete(name); delete own[name]; }},
  }};
  for (const name of Object.keys(own)) Object.defineProperty(own, name, {{ enumerable: false }});
  return own;
}};
globalThis.addEventListener = () => {{}};
globalThis.localStorage = makeStorage();
globalThis.sessionStorage = makeStorage();
const store = await import("{store}.ts");
const {{ work, progress, trouble, onchange, setShared, list, read }} = store;
const data = {{
  starter: {{ "fetch.py": "start\\n" }}, starter_digest: "0123456789abcdef",
  checks: ["test_a", "test_b", "test_c"].map((name) => ({{ name, title: "", needs: [], hints: [] }})),
}};
const report = (verdicts, headline = "") => ({{
  key: "lesson3/fetch", label: "yours", headline, checks: Object.entries(verdicts).map(([id, verdict]) => ({{ id, verdict }})),
}});
const grade = (code, verdicts, headline) => progress.record("lesson3/fetch", data, report(verdicts, headline), {{ "fetch.py": code }});
console.log(JSON.stringify(await (async () => {{ {body} }})() ?? null));
"""
ALL = '{ test_a: "passed", "test_b[1]": "passed", "test_b[2]": "passed", test_c: "passed" }'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def told(folder: Path) -> Any:
    """Runs a few lines against the store; what they return."""

    def run(body: str) -> Any:
        program, bundled = folder / "program.mjs", folder / "bundled.mjs"
        program.write_text(PROGRAM.format(store=(WEB / "src" / "store").as_posix(), body=body), encoding="utf-8")
        bundler = WEB / "node_modules" / "esbuild" / "bin" / "esbuild"
        options = ("--bundle", "--platform=node", "--format=esm", "--log-level=error", f"--outfile={bundled}")
        subprocess.run(["node", bundler, program, *options], check=True, timeout=60)
        done = subprocess.run(["node", bundled], capture_output=True, text=True, encoding="utf-8", timeout=60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_work_is_kept(told: Any) -> None:
    """Files come back as they were saved, until they are dropped."""
    body = """
      work.save("lesson3/fetch", { "fetch.py": "x" }, "d");
      const kept = work.load("lesson3/fetch");
      work.drop("lesson3/fetch");
      return [kept.files, kept.starter, work.load("lesson3/fetch"), work.keys()];
    """
    assert told(body) == [{"fetch.py": "x"}, "d", None, []]


def test_full_storage_loses_nothing(told: Any) -> None:
    """Where there is no room, the last change is there until the page is closed, and everybody is told; with room, it is kept."""
    body = """
      const heard = [];
      onchange((name, why) => heard.push(why));
      work.save("lesson3/fetch", { "fetch.py": "old" }, "");
      localStorage.room = 10;
      const first = work.save("lesson3/fetch", { "fetch.py": "new" }, "");
      const seen = [first, trouble(), work.load("lesson3/fetch").files["fetch.py"], localStorage.getItem("prodready.work.lesson3/fetch").includes("old")];
      localStorage.room = 1e9;
      return [...seen, work.save("lesson3/fetch", { "fetch.py": "newer" }, ""), trouble(), heard];
    """
    assert told(body) == ["full", "full", "new", True, "", "", ["", "full", ""]]


def test_damaged_work_is_set_aside(told: Any) -> None:
    """What cannot be read is copied before its name is used again."""
    body = """
      localStorage.setItem("prodready.work.lesson3/fetch", "{half");
      const found = work.load("lesson3/fetch");
      work.save("lesson3/fetch", { "fetch.py": "x" }, "");
      return [found, list("prodready.damaged.").map(read)];
    """
    assert told(body) == [None, ["{half"]]


def test_newer_version_is_not_overwritten(told: Any) -> None:
    """What a newer version of the course wrote stays, and the change is held in memory."""
    body = """
      localStorage.setItem("prodready.work.lesson3/fetch", '{"schema": 2}');
      const why = work.save("lesson3/fetch", { "fetch.py": "x" }, "");
      return [why, localStorage.getItem("prodready.work.lesson3/fetch"), read("prodready.work.lesson3/fetch").includes("x")];
    """
    assert told(body) == ["newer", '{"schema": 2}', True]


def test_shared_machine(told: Any) -> None:
    """In shared mode all goes into the tab's own storage, and what was there before is neither shown nor touched."""
    body = """
      work.save("lesson3/fetch", { "fetch.py": "mine" }, "");
      setShared(true);
      const hidden = work.load("lesson3/fetch");
      work.save("lesson3/fetch", { "fetch.py": "guest" }, "");
      const guest = work.load("lesson3/fetch").files["fetch.py"];
      setShared(false);
      return [hidden, guest, work.load("lesson3/fetch").files["fetch.py"], Object.keys(sessionStorage)];
    """
    assert told(body) == [None, "guest", "mine", []]


def test_pass(told: Any) -> None:
    """When every check has held at once, the exercise is passed, with its dates, and stays so."""
    body = f"""
      const passed = grade("mine", {ALL});
      const later = grade("worse", {{ test_a: "failed", "test_b[1]": "passed", "test_b[2]": "failed", test_c: "passed" }});
      return [passed, later, progress.load()];
    """
    passed, later, kept = told(body)
    assert (passed["state"], passed["best"]) == ("passed", 3)
    assert (later["state"], later["best"], later["last"]["test_a"]) == ("passed", 3, "failed")
    assert kept == {"schema": 1, "exercises": {"lesson3/fetch": later}}
    assert entry_from_data(later).state == "passed"


def test_starter_is_new(told: Any) -> None:
    """Who only checks the starter has not begun."""
    assert told('return grade("start\\r\\n", { test_a: "failed" }).state') == "new"


def test_some_checks_only(told: Any) -> None:
    """Verdicts of checks that were not run are kept for the same code, and have to be shown again for another one."""
    body = """
      grade("mine", { test_a: "passed", test_c: "failed" });
      const same = grade("mine", { test_b: "passed" }).last;
      const other = grade("other", { test_b: "passed" }).last;
      return [same, other, grade("other", { test_a: "passed", test_b: "passed", test_c: "passed" }).state];
    """
    assert told(body) == [
        {"test_a": "passed", "test_b": "passed", "test_c": "failed"},
        {"test_a": "not reached", "test_b": "passed", "test_c": "failed"},
        "passed",
    ]


def test_hints(told: Any) -> None:
    """A hint that was revealed stays revealed, through a grading as well."""
    body = f"""
      progress.hint("lesson3/fetch", "test_a", 2);
      progress.hint("lesson3/fetch", "test_a", 1);
      return grade("mine", {ALL}).hints;
    """
    assert told(body) == {"test_a": 2}
