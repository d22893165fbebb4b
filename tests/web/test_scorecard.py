"""The scorecard: what stands there for newcomers and for those who return, on paper, and as a file."""

from __future__ import annotations

import json

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

PAGE = "scorecard/"
READY = ["waitForSelector", "course-scorecard .cta"]
DATE = "2026-03-29T01:30:00Z"
HELD = {"test_silence": "passed", "test_nothing_goes_on": "passed", "test_drip": "failed", "test_fast_answer": "passed"}
PROGRESS = {
    "schema": 1,
    "exercises": {
        "lesson3/deadline": {"state": "started", "best": 5, "last": HELD, "started": DATE, "updated": DATE},
        "lesson3/fetch": {
            "state": "passed",
            "best": 12,
            "last": {"test_silence": "passed"},
            "passed": DATE,
            "updated": DATE,
        },
    },
}
READING = {
    "schema": 1,
    "last": "lesson3",
    "lessons": {"lesson2": {"read": True}, "lesson3": {"at": "your-turn", "read": True}},
}
QUESTION = {"rev": 1, "tries": ["a"], "first": 1, "done": "right"}
QUIZ = {"schema": 1, "questions": {"q": QUESTION}, "sum": {"points": 6, "total": 8, "right": 6, "count": 8}}
WORK = {"schema": 1, "files": {"deadline.py": "# mine\n"}, "starter": "", "saved": "2026-03-29T01:30:00.000Z"}
EVERYTHING = {
    "prodready.progress": PROGRESS,
    "prodready.reading": READING,
    "prodready.quiz.lesson3": QUIZ,
    "prodready.work.lesson3/deadline": WORK,
}
BACKUP = {
    "kind": "prodready-backup",
    "schema": 1,
    "made": DATE,
    "progress": PROGRESS,
    "reading": READING,
    "quizzes": {"lesson3": QUIZ},
    "work": {"lesson3/deadline": WORK},
    "more": {},
}
SAID = "document.querySelector('course-backup > [role=status]').textContent"
OURS = "Object.fromEntries(Object.entries(localStorage).filter(([n]) => n.startsWith('prodready.')).map(([n, t]) => [n, JSON.parse(t)]))"


def remembered(kept):
    """Puts records into the browser, and loads the page again."""
    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in kept.items()}
    return [["evaluate", f"Object.assign(localStorage, {json.dumps(texts)})"], ["reload"], READY]


def imported(content, *then):
    """Reads a file with that content, as a person chooses it."""
    text = content if isinstance(content, str) else json.dumps(content)
    choose = f"""(() => {{
      const list = new DataTransfer();
      list.items.add(new File([{json.dumps(text)}], "prodready-progress.json"));
      const input = document.querySelector("course-backup input[type=file]");
      input.files = list.files;
      input.dispatchEvent(new Event("change"));
    }})()"""
    ended = (
        "document.querySelector('course-backup > [role=status]').textContent || document.querySelector('.score__ask')"
    )
    return [READY, ["evaluate", choose], ["waitForFunction", ended], *then]


def texts(selector):
    return (
        f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent.replace(/\\s+/g, ' ').trim())"
    )


def test_newcomers_are_told_where_to_start(visit):
    """Who was never here reads what the page is for, and finds the first lesson and the shortest exercise."""
    marked = texts("[data-state]:not([data-state=''])")
    seen = visit(PAGE, steps=[READY], evaluate=f"[{texts('course-scorecard a')}, {marked}]")["value"]
    assert seen[0][0].startswith("Start with lesson 1 ")
    assert seen[0][1].startswith("Or go straight to the shortest exercise")
    assert seen[1] == []


def test_lessons_are_marked(visit):
    """Each lesson says whether it is read, how far each exercise is, and how many answers are right."""
    seen = visit(PAGE, steps=remembered(EVERYTHING), evaluate=texts("[data-lesson=lesson3] :is(td, li)"))["value"]
    assert seen[0] == "read"
    assert seen[2].startswith("passed 3.1 ")
    assert seen[2].endswith("12 of 12 checks")
    assert seen[3].startswith("begun 3.2 ")
    assert seen[3].endswith("5 of 9 checks")
    assert seen[-1] == "6 of 8 right"


@pytest.mark.parametrize(
    ("fault", "row"),
    [
        ("hang", ["survived 3.1", "survived 3.2"]),
        ("drip", ["broke 3.2"]),
        ("stall", ["not tried 3.2"]),
        ("redirect", ["in part 3.2"]),
    ],
)
def test_faults_are_marked(visit, fault, row):
    """A fault is survived when all checks that play it held, broken when one did not, and else not tried."""
    seen = visit(PAGE, steps=remembered(EVERYTHING), evaluate=texts(f"[data-fault={fault}] li"))["value"]
    assert [" ".join(text.split()[: len(start.split())]) for text, start in zip(seen, row, strict=True)] == row


def test_sums_are_evidence(visit):
    """The head counts checks and faults, never per cent."""
    text = visit(PAGE, steps=remembered(EVERYTHING), evaluate="document.querySelector('course-scorecard').textContent")[
        "value"
    ]
    assert "17 of " in text
    assert "Lessons read: 2 of 4. Exercises passed: 1 of " in text
    assert "%" not in text


def test_next_step(visit):
    """An exercise that was begun comes first, with the number of its open checks."""
    seen = visit(PAGE, steps=remembered(EVERYTHING), evaluate=texts("course-scorecard .btn--main"))["value"]
    assert seen[0].startswith("Go on with exercise 3.2 ")
    assert seen[0].endswith("6 checks are open")


def test_another_tab_is_seen(visit, site):
    """What another tab keeps appears without a reload."""
    told = "dispatchEvent(new StorageEvent('storage', { key: 'prodready.progress', storageArea: localStorage }))"
    steps = [READY, ["evaluate", f"localStorage['prodready.progress'] = {json.dumps(json.dumps(PROGRESS))}; {told}"]]
    assert (
        "1 of"
        in visit(
            PAGE,
            steps=[*steps, ["waitForTimeout", 200]],
            evaluate="document.querySelector('course-scorecard').textContent",
        )["value"]
    )


@pytest.mark.parametrize(
    "text", ["{nonsense", "[]", '{"schema": 1, "exercises": {"lesson3/fetch": {"state": "won"}}}', '{"schema": 9}']
)
@pytest.mark.parametrize(
    "name", ["prodready.progress", "prodready.reading", "prodready.quiz.lesson3", "prodready.work.lesson3/fetch"]
)
def test_damaged_records_disturb_nothing(visit, name, text):
    """What cannot be read counts as not there, and stays where it is."""
    seen = visit(PAGE, steps=remembered({name: text}), evaluate=f"localStorage[{json.dumps(name)}]")
    assert (seen["value"], seen["errors"]) == (text, [])


def test_saved_file_is_read_again(visit):
    """What is saved to a file and read in an empty browser is all there again."""
    grab = """(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => { globalThis.saved = blob; return make(blob); };
    })()"""
    press = ["click", "course-backup >> text=Save to a file"]
    text = visit(PAGE, steps=[*remembered(EVERYTHING), ["evaluate", grab], press], evaluate="saved.text()")["value"]
    seen = visit(PAGE, steps=imported(text), evaluate=f"[{OURS}, {SAID}]")["value"]
    assert seen[0] == EVERYTHING
    assert "exercises 2, code 1, lessons 2, quizzes 1" in seen[1]


def test_reading_a_file_lowers_nothing(visit):
    """A file of an earlier day takes nothing away."""
    early = {
        "schema": 1,
        "exercises": {"lesson3/fetch": {"state": "started", "best": 1, "last": {}, "updated": "2026-01-01T00:00:00Z"}},
    }
    steps = [*remembered(EVERYTHING), *imported({**BACKUP, "progress": early})]
    assert (
        visit(PAGE, steps=steps, evaluate=f"{OURS}['prodready.progress'].exercises")["value"] == PROGRESS["exercises"]
    )


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_code_changed_in_both_places_asks(visit, choice):
    """Where the same code was changed in both places, the newer one is chosen already, and the reader decides."""
    later = {**WORK, "files": {"deadline.py": "# theirs\n"}, "saved": "2026-04-01T00:00:00.000Z"}
    ask = imported({**BACKUP, "work": {"lesson3/deadline": later}}, ["waitForSelector", ".score__ask"])
    proposed = visit(
        PAGE, steps=[*remembered(EVERYTHING), *ask], evaluate="document.querySelector('.score__ask :checked').value"
    )["value"]
    steps = [
        *remembered(EVERYTHING),
        *ask,
        ["check", f".score__ask [value={choice}]"],
        ["click", ".score__ask >> text=Merge"],
    ]
    kept = visit(PAGE, steps=steps, evaluate=f"{OURS}['prodready.work.lesson3/deadline'].files['deadline.py']")["value"]
    assert (proposed, kept) == ("theirs", {"mine": "# mine\n", "theirs": "# theirs\n"}[choice])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "damaged"),
        ('{"kind": "prodready-backup", "sch', "damaged"),
        ({"kind": "prodready-backup", "schema": 1}, "damaged"),
        ({**BACKUP, "work": {"lesson3/deadline": {**WORK, "files": {"../x.py": ""}}}}, "damaged"),
        ({"name": "something"}, "not a file of this course"),
        ({**BACKUP, "schema": 2}, "newer version"),
        ({**BACKUP, "progress": {"schema": 2, "exercises": {}}}, "newer version"),
    ],
)
def test_unusable_files_are_named(visit, content, said):
    """A file that is damaged, foreign or newer is told apart, and nothing changes."""
    seen = visit(PAGE, steps=[*remembered(EVERYTHING), *imported(content)], evaluate=f"[{SAID}, {OURS}]")["value"]
    assert said in seen[0]
    assert "Nothing was changed" in seen[0]
    assert seen[1] == EVERYTHING


def test_full_storage_merges_nothing(visit):
    """Where there is no room for all of a file, nothing of it is taken."""
    full = """(() => {
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (name, text) {
        if (name.startsWith("prodready.work.")) throw new DOMException("full", "QuotaExceededError");
        return set.call(this, name, text);
      };
    })()"""
    seen = visit(PAGE, steps=[READY, ["evaluate", full], *imported(BACKUP)], evaluate=f"[{SAID}, {OURS}]")["value"]
    assert seen == ["There is no room for this in this browser. Nothing was changed.", {}]


def test_damaged_record_is_set_aside(visit):
    """What cannot be read any more is copied before something else takes its place."""
    steps = [*remembered({"prodready.progress": "{nonsense"}), *imported(BACKUP)]
    seen = visit(
        PAGE,
        steps=steps,
        evaluate="Object.entries(localStorage).filter(([n]) => n.startsWith('prodready.damaged.progress.')).map(([, t]) => t)",
    )
    assert seen["value"] == ["{nonsense"]


def test_shared_machine_keeps_nothing(visit, site):
    """In the mode for shared machines a lesson leaves no trace outside the tab, and what was there before is not shown."""
    end = [
        ["evaluate", "document.querySelector('course-read').scrollIntoView()"],
        ["waitForSelector", ".read [data-state=passed]"],
    ]
    steps = [
        *remembered(EVERYTHING),
        ["click", "course-shared button"],
        ["goto", site + "lesson1/"],
        *end,
        ["goto", site + PAGE],
        READY,
    ]
    told = (
        f"[{OURS}, JSON.parse(sessionStorage['prodready.reading']).lessons, {texts('[data-lesson] td:nth-child(2)')}]"
    )
    kept, tab, shown = visit(PAGE, steps=steps, evaluate=told)["value"]
    assert kept == EVERYTHING
    assert tab["lesson1"]["read"] is True
    assert shown == ["read", "not begun", "not begun", "not begun"]


def test_shared_machine_ends(visit):
    """Ending the mode erases what the tab kept."""
    steps = [
        READY,
        ["click", "course-shared button"],
        ["evaluate", "sessionStorage['prodready.reading'] = '{}'; globalThis.confirm = () => true"],
        ["click", "course-shared button"],
    ]
    assert (
        visit(PAGE, steps=steps, evaluate="Object.keys(sessionStorage).filter(n => n.startsWith('prodready.'))")[
            "value"
        ]
        == []
    )


def test_paper_says_what_it_is_worth(visit):
    """On paper stand the tables and the sentence that nobody has verified them, and no button."""
    steps = [*remembered(EVERYTHING), ["emulateMedia", {"media": "print"}]]
    told = f"[{texts('.score__paper')}, [...document.querySelectorAll('.btn, h2')].filter(e => e.checkVisibility()).map(e => e.textContent)]"
    paper, shown = visit(PAGE, steps=steps, evaluate=told)["value"]
    assert "Nobody has verified this page" in paper[0]
    assert [text.strip("#") for text in shown] == ["Lessons, exercises, quizzes", "What your code has survived"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", ["empty", "full", "asking"])
def test_accessible(visit, scheme, width, state):
    """No violation and nothing that sticks out, for newcomers, for those who return, and while a question is open."""
    later = {**WORK, "files": {"deadline.py": "# theirs\n"}}
    steps = {
        "empty": [READY],
        "full": remembered(EVERYTHING),
        "asking": [*remembered(EVERYTHING), *imported({**BACKUP, "work": {"lesson3/deadline": later}})],
    }
    top = ["evaluate", "scrollTo(0, 0)"]  # Else the head of the site may cover half of a link.
    seen = visit(PAGE, scheme=scheme, width=width, steps=[*steps[state], top], axe=True)
    assert seen["violations"] == []
    assert seen["overflow"]["px"] == 0


def test_without_scripts_the_tables_are_a_plan(visit):
    """Without scripts the page lists what there is to do, and says that nothing is remembered."""
    text = visit(PAGE, javascript=False, steps=[["innerText", "article"]])["value"]
    assert "Without scripts this browser remembers nothing" in text
    assert "0 of 12 checks" in text


def test_no_cookie(visit):
    """Nothing of this sets a cookie, or asks another host for anything."""
    seen = visit(PAGE, steps=[*remembered(EVERYTHING), *imported(BACKUP)], evaluate="document.cookie")
    assert seen["value"] == ""
    assert {address.split("/")[2] for address in seen["requests"] if address.startswith("http")} == {
        seen["requests"][0].split("/")[2]
    }
