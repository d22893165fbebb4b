"""The pages read, check and merge the same file as the command line does: `web/src/store` beside `prodready.progress`."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any, get_args

import pytest

from prodready.errors import CourseError
from prodready.files import digest_of
from prodready.model import Verdict
from prodready.progress import backup, merge
from prodready.progress.file import Entry, Progress, State, entry_to_data
from prodready.progress.sound import is_name

pytestmark = pytest.mark.requires("node")

WEB = Path(__file__).parents[3] / "web"
PROGRAM = """
import {{ createInterface }} from "node:readline";
globalThis.addEventListener ??= () => {{}};
globalThis.localStorage = globalThis.sessionStorage = {{ getItem: () => null }};
console.warn = () => {{}};
const {{ parse, toText }} = await import("{store}/backup.ts");
const {{ mergeEntry, mergeQuiz, mergeReading }} = await import("{store}/merge.ts");
const {{ digestOf }} = await import("{store}/digest.ts");
const {{ isName }} = await import("{store}/sound.ts");
const DO = {{ parse: (text) => parse(text), entry: mergeEntry, quiz: mergeQuiz, reading: mergeReading, digest: digestOf, name: isName }};
for await (const line of createInterface({{ input: process.stdin }})) {{
  const [name, ...given] = JSON.parse(line);
  console.log(JSON.stringify(DO[name](...given)));
}}
"""
VERDICTS = get_args(Verdict)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Asks the pages' own code many things at once."""
    folder = tmp_path_factory.mktemp("pages")
    program = folder / "pages.mjs"
    program.write_text(PROGRAM.format(store=(WEB / "src" / "store").as_posix()), encoding="utf-8")
    bundled = folder / "bundled.mjs"
    bundler = WEB / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = ("--bundle", "--platform=node", "--format=esm", "--log-level=error", f"--outfile={bundled}")
    subprocess.run(["node", bundler, program, *options], check=True, timeout=60)

    def ask(questions: list[list[Any]]) -> list[Any]:
        text = "".join(json.dumps(question) + "\n" for question in questions)
        done = subprocess.run(
            ["node", bundled], input=text, capture_output=True, text=True, encoding="utf-8", timeout=120
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return ask


def random_entry(dice: random.Random) -> Entry:
    def date() -> str:
        return dice.choice(["", f"2026-0{dice.randrange(1, 9)}-01T00:00:00Z"])

    def digest() -> str:
        return dice.choice(["", "a" * 64, "b" * 64])

    last: dict[str, Verdict] = {
        name: dice.choice(VERDICTS) for name in dice.sample(["test_a", "test_b[1]", "test_c"], dice.randrange(4))
    }
    hints = {name: dice.randrange(1, 4) for name in dice.sample(["test_a", "test_c"], dice.randrange(3))}
    state: State = dice.choice(get_args(State))
    return Entry(state, dice.randrange(9), last, hints, digest(), digest(), date(), date(), date())


def random_quiz(dice: random.Random) -> dict[str, Any]:
    questions = {
        name: {
            "rev": dice.randrange(1, 3),
            "tries": [dice.choice("ab")],
            "first": dice.choice([0, 0.5, 1]),
            "done": dice.choice(merge.DONE),
        }
        for name in dice.sample("xyz", dice.randrange(4))
    }
    total = {"sum": {"points": 1, "total": 3, "right": dice.randrange(3), "count": 3}} if dice.random() < 0.7 else {}
    return {"schema": 1, "questions": questions, **total}


def random_reading(dice: random.Random) -> dict[str, Any]:
    lessons = {
        name: {
            **({"at": dice.choice("pq")} if dice.random() < 0.5 else {}),
            **({"read": dice.random() < 0.5} if dice.random() < 0.7 else {}),
        }
        for name in dice.sample(["lesson1", "lesson2", "lesson3"], dice.randrange(4))
    }
    return {"schema": 1, "last": dice.choice(["", "lesson1"]), "lessons": lessons}


def test_entries_are_merged_alike(pages: Any) -> None:
    """Of two entries both make the same one."""
    dice = random.Random(1)
    pairs = [(random_entry(dice), random_entry(dice)) for _ in range(400)]
    told = pages([["entry", entry_to_data(mine), entry_to_data(theirs)] for mine, theirs in pairs])

    assert told == [entry_to_data(merge.merge_entry(mine, theirs)) for mine, theirs in pairs]


def test_quizzes_and_reading_are_merged_alike(pages: Any) -> None:
    """So do both with answers, and with what was read."""
    dice = random.Random(2)
    quizzes = [[random_quiz(dice), random_quiz(dice)] for _ in range(400)]
    readings = [[random_reading(dice), random_reading(dice)] for _ in range(400)]
    told = pages([["quiz", *pair] for pair in quizzes] + [["reading", *pair] for pair in readings])

    assert told == [merge.merge_quiz(*pair) for pair in quizzes] + [merge.merge_reading(*pair) for pair in readings]


def test_digests_are_alike(pages: Any) -> None:
    """A digest says the same in both, so that `progress.json` of one is understood by the other."""
    folders = [
        {"fetch.py": "a\r\nb\rc\n"},
        {"project/b.py": "ä", "project/a.py": ""},
        {"p/\U0001f4a5.py": "1", "p/\uff5e.py": "2", "p/a.py": "x" * 200},
    ]
    told = pages([["digest", files, "lesson1"] for files in folders])

    assert told == [digest_of({f"lesson1/{name}": text.encode() for name, text in files.items()}) for files in folders]


def test_names_are_judged_alike(pages: Any) -> None:
    """Both allow the same names of files."""
    names = [
        "a.py",
        "p/a.py",
        "../a",
        "/a",
        "a/",
        "",
        "a//b",
        "c:x",
        "a\\b",
        "nul",
        "NUL.py",
        "lpt9.x",
        "x.",
        "x ",
        " x",
        "ü.py",
        "a\tb",
        "a\u202eb",
        ".hidden",
        "...",
    ]

    assert dict(zip(names, pages([["name", name] for name in names]), strict=True)) == {
        name: is_name(name) for name in names
    }


def variants(dice: random.Random) -> list[str]:
    """Files that are sound or damaged in one place."""
    entries = {f"lesson1/x{n}": random_entry(dice) for n in range(3)}
    whole = backup.Backup(
        "2026-03-29T01:30:00Z",
        Progress(entries),
        random_reading(dice),
        {"lesson1": random_quiz(dice)},
        {"lesson1/x1": backup.Work({"x1.py": "1"}, "", "2026-03-29T01:30:00Z")},
        {"prodready.other": "x"},
    )
    text = backup.to_text(whole)
    values: list[Any] = [None, -1, 1.5, 10**12, "", "../x", [], {}, True, "2026-03-29T01:30:00Z", "passed", "\ud800"]
    found = [text, "", "[]", '{"exercises": {}, "schema": 1}', '{"kind": "prodready-backup", "schema": 2}', text[:200]]
    for _ in range(400):
        tree = json.loads(text)
        holder, key = dice.choice(list(places(tree)))
        if dice.random() < 0.3:
            del holder[key]
        else:
            holder[key] = dice.choice(values)
        found.append(json.dumps(tree))
    return found


def places(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in ((value, key), *places(value[key]))]


def verdict(text: str) -> str:
    try:
        backup.parse(text.encode(), Path("in.json"))
    except CourseError as error:
        said = str(error)
        return next(
            word
            for word, part in (("newer", "newer version"), ("foreign", "is no `"), ("damaged", "damaged"))
            if part in said
        )
    return "sound"


def test_files_are_judged_alike(pages: Any) -> None:
    """What one of them refuses as damaged, foreign or newer, the other refuses as well."""
    texts = variants(random.Random(3))
    told = [answer.get("problem", "sound") for answer in pages([["parse", text] for text in texts])]
    differing = [
        (text[:300], mine, theirs)
        for text, mine, theirs in zip(texts, map(verdict, texts), told, strict=True)
        if mine != theirs
    ]

    assert differing == []
    assert {"sound", "damaged", "foreign", "newer"} <= set(told)
