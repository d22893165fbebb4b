"""An exercise in its page, as people use it: with keys, with ears, on a phone, after a reload, without scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

ROOT = Path(__file__).parents[2]
KEY = "lesson3/budget"
EX = f".ex[data-key='{KEY}']"
PLACE = f"prodready.work.{KEY}"
SLOW = {"timeout": 120_000}
OPEN = [["focus", f"{EX} textarea"], ["waitForSelector", f"{EX} .cm-content"]]
CODE = f"[...document.querySelectorAll(\"{EX} .cm-line\")].map(line => line.textContent).join('\\n')"
FOCUSED = "document.activeElement.dataset.do ?? document.activeElement.className"
SHELF = f"JSON.parse(localStorage['{PLACE}'] ?? 'null')"


def text(selector):
    return f"document.querySelector({json.dumps(f'{EX} {selector}')}).textContent"


def press(*keys):
    return [["keyboard.press", key] for key in keys]


def write(code):
    """Puts code in the place of what stands in the editor."""
    return [*press("Control+a", "Delete"), ["keyboard.insertText", code]]


def until(expression):
    return [["waitForFunction", expression, None, SLOW]]


def click(name):
    return [["click", f"{EX} .ed__bar [data-do={name}]"]]


def kept(words):
    """Waits until what was typed is kept."""
    return until(f"{SHELF}?.files['budget.py'].includes({json.dumps(words)})")


JUDGED = until(f"/hold|below/.test({text('.ex__sum')})")
CHECK = [*press("Control+Enter"), *JUDGED]
YES = [["evaluate", "globalThis.confirm = () => true"]]


@pytest.fixture
def work(visit):
    """Does something with an exercise of lesson 3, and tells what an expression gives afterwards."""

    def worked(*steps, tell, errors=(), **how):
        seen = visit("lesson3/", steps=list(steps), evaluate=tell, **how)
        assert seen["errors"] == list(errors)
        return seen["value"]

    return worked


def test_solved_with_keys_alone(work):
    """From an empty profile to every check holding, without a mouse; the count is said, and what comes next is named."""
    solution = (ROOT / "solutions" / f"{KEY}.py").read_text(encoding="utf-8")
    tell = f"[{text('.ex__sum')}, {text('.ex__next')}, document.querySelectorAll(\"{EX} .checks [data-state=passed]\").length, JSON.parse(localStorage['prodready.progress']).exercises['{KEY}'].state]"
    said, then, held, state = work(*OPEN, *write(solution), *CHECK, tell=tell)
    assert said == "11 of 11 checks hold."
    assert then.startswith("Every check holds. Next: ")
    assert (held, state) == (11, "passed")


def test_failures_say_what_is_wrong(work):
    """A check that breaks is opened with its symptom, what was expected and observed, one's own line, and hints one by one."""
    hint = f"{EX} .check__hints .btn"
    steps = [*OPEN, *CHECK, ["click", hint]]
    account = f'document.querySelector("{EX} details[open]").innerText'
    said = work(*steps, tell=account)
    for words in ("breaks", "at 3 a.m.", "expected", "observed", "your line", "budget.py, line", "Hint 1 of 2:"):
        assert words in said
    goes = [*steps, ["click", f"{EX} .check__go"]]
    assert work(*goes, tell=f"[document.querySelectorAll('.cm-hit').length, {FOCUSED}]") == [
        1,
        "cm-content focus-visible",
    ]


def test_a_file_that_cannot_be_loaded(work):
    """A syntax error is named alone, with its line, and no check is said to fail."""
    tell = f'[{text(".ex__sum")}, {text(".ex__first")}, document.querySelectorAll("{EX} .checks .state").length]'
    sum_, first, marks = work(*OPEN, *write("def place_order(:\n    pass\n"), *CHECK, tell=tell)
    assert sum_ == "No check could run: see below."
    assert "cannot be loaded" in first
    assert "SyntaxError" in first
    assert "budget.py, line" in first
    assert marks == 0


def test_output_in_order_and_as_text(work):
    """Run shows both streams in order, marks stderr, shows the status, and takes no text for markup."""
    code = 'import sys\nprint("<b>one</b>")\nprint("two", file=sys.stderr)\nprint("three")\nsys.exit(3)\n'
    ran = until(f"/status/.test({text('.run__foot')})")
    tell = f'[[...document.querySelectorAll("{EX} .ed__out .row")].map(row => [row.className, row.textContent]), {text(".run__foot")}]'
    rows, foot = work(*OPEN, *write(code), *press("Shift+Enter"), *ran, tell=tell)
    assert rows == [["row", "<b>one</b>"], ["row row--err", "two"], ["row", "three"]]
    assert foot == "Exit status 3."


def test_a_loop_is_stopped(work):
    """Stop ends a loop; the code is still there, and the focus is on a button that can be pressed."""
    code = "while True:\n    print('again')\n    import time; time.sleep(0.2)\n"
    printed = until(f'document.querySelectorAll("{EX} .ed__out .row").length > 1')
    stopped = until(f"/Stopped/.test({text('.run__foot')})")
    steps = [*OPEN, *write(code), *click("run"), *printed, *click("stop"), *stopped]
    assert work(*steps, tell=f"[{CODE}, {FOCUSED}]") == [code, "check"]


def test_reload_keeps_the_code(work, visit):
    """What was typed is there after a reload, before any editor is; then nothing of Python has been loaded."""
    steps = [*OPEN, *press("Control+End"), ["keyboard.insertText", "# mine\n"], *kept("# mine"), ["reload"]]
    assert work(*steps, tell=f'document.querySelector("{EX} textarea").value').endswith("# mine\n")
    assert work(*steps, *OPEN, tell=CODE).endswith("# mine\n")


def test_what_is_kept_is_the_whole_file(work):
    """The docstring that the page says already is not shown, and is part of the file that is kept and graded."""
    starter = (ROOT / "exercises" / f"{KEY}.py").read_text(encoding="utf-8")
    steps = [*OPEN, *press("Control+End"), ["keyboard.insertText", "# mine\n"], *kept("# mine")]
    shown, whole = work(*steps, tell=f"[{CODE}, {SHELF}.files['budget.py']]")
    assert whole == starter + "# mine\n"
    assert shown.startswith("import logging")


def test_untouched_page_loads_nothing(visit):
    """Reading to the end asks for no editor and no Python."""
    down = [["evaluate", "scrollTo(0, document.body.scrollHeight)"], ["waitForTimeout", 400]]
    requests = visit("lesson3/", steps=down)["requests"]
    assert [url for url in requests if "/assets/app/" in url or "/assets/run/" in url or "exercise.css" in url] == []


def test_nothing_moves_when_the_editor_comes(work):
    """The editor takes the place of the text: same size, same caret, and what follows stays where it is."""
    box = f'(({{top, width, height}}) => [top + scrollY, width, height])(document.querySelector("{EX} :is(textarea, .cm-editor)").getBoundingClientRect())'
    steps = [
        ["evaluate", f'document.querySelector("{EX} textarea").setSelectionRange(7, 14); globalThis.before = {box}'],
        *OPEN,
    ]
    before, after, chosen, where = work(*steps, tell=f"[before, {box}, getSelection().toString(), {FOCUSED}]")
    assert after == pytest.approx(before, abs=1)
    assert (chosen, where) == ("logging", "cm-content focus-visible")


def test_escape_leaves_the_editor(work):
    """Escape goes to the button that checks, and says so."""
    said = until(f"/left the editor/.test({text('.ed__out ~ [role=status]')})")
    assert work(*OPEN, *press("Escape"), *said, tell=FOCUSED) == "check"


def test_tab_passes_through_until_something_is_typed(work):
    """Whoever only passes with the Tab key is not held; whoever has typed indents with it."""
    assert work(*OPEN, *press("Tab"), tell=FOCUSED) == "check"
    typed = [*OPEN, *press("Control+Home"), ["keyboard.type", "x"], *press("Tab")]
    assert work(*typed, tell=CODE).startswith("    ximport logging")


# No exercise of several files runs in a page yet, so a page gets a second one.
TWO_FILES = [
    [
        "evaluate",
        f"""(() => {{
          const first = document.querySelector("{EX} .ed"), second = first.cloneNode(true);
          Object.assign(second.querySelector("textarea"), {{id: "second", value: "rate = 2\\n"}}).dataset.file = "rates.py";
          second.querySelector("label").htmlFor = "second";
          first.after(second);
        }})()""",
    ]
]
TABS = (
    f'[...document.querySelectorAll("{EX} [role=tab]")].map(tab => [tab.textContent, tab.ariaSelected, tab.tabIndex])'
)


def test_several_files_stand_behind_tabs(work):
    """Arrow keys go from file to file, Tab goes into the one that is shown, and all files are kept."""
    tab = f"{EX} [role=tab]"
    steps = [*TWO_FILES, *OPEN, ["focus", tab], *press("ArrowRight")]
    assert work(*steps, tell=TABS) == [["budget.py", "false", -1], ["rates.py", "true", 0]]
    typed = [*steps, *press("Tab"), ["keyboard.type", "x"], *until(f"{SHELF}?.files['rates.py']?.startsWith('x')")]
    assert sorted(work(*typed, tell=f"Object.keys({SHELF}.files)")) == ["budget.py", "rates.py"]


OLD = [
    [
        "evaluate",
        f"localStorage['{PLACE}'] = JSON.stringify({{schema: 1, files: {{'budget.py': 'mine = 1\\n'}}, starter: '0', saved: '2026-01-01T00:00:00Z'}})",
    ],
    ["reload"],
    *OPEN,
]


def answer(number):
    return [["click", f"{EX} .ed__notice .btn >> nth={number}"]]


def test_a_new_starter_overwrites_nothing(work):
    """When the starter has changed, the learner's code stays, and the difference can be seen."""
    told = f'[{CODE}, {text(".ed__notice p")}, document.querySelectorAll("{EX} .ed__notice del").length]'
    code, said, gone = work(*OLD, *answer(1), tell=told)
    assert code == "mine = 1\n"
    assert said.startswith("The starter of this exercise has changed")
    assert gone == 1


def test_a_new_starter_can_be_taken_and_undone(work):
    """Taking the new starter keeps the old code once, so that it can be brought back."""
    assert work(*OLD, *answer(2), tell=CODE).startswith("import logging")
    undone = work(*OLD, *answer(2), *answer(0), tell=f"[{CODE}, {SHELF}.files['budget.py'].endsWith('mine = 1\\n')]")
    assert undone == ["mine = 1\n", True]


def test_reset_asks_and_can_be_undone(work):
    """Reset puts the starter back after asking, forgets what was kept, and can be undone."""
    steps = [*OPEN, *write("mine = 2\n"), *kept("mine = 2"), *YES, *click("reset")]
    code, shelf = work(*steps, tell=f"[{CODE}, {SHELF}]")
    assert code.startswith("import logging")
    assert shelf is None
    assert work(*steps, *answer(0), tell=CODE) == "mine = 2\n"


def test_the_newer_tab_wins_and_the_other_is_told(work):
    """What another tab has written is shown; one's own version can be brought back."""
    newer = f"""(() => {{
      const work = {{schema: 1, files: {{"budget.py": "theirs = 1\\n"}}, starter: "0", saved: "2026-01-01T00:00:00Z"}};
      localStorage["{PLACE}"] = JSON.stringify(work);
      dispatchEvent(new StorageEvent("storage", {{key: "{PLACE}", storageArea: localStorage}}));
    }})()"""
    steps = [*OPEN, *write("mine = 3\n"), *kept("mine = 3"), ["evaluate", newer]]
    code, said = work(*steps, tell=f"[{CODE}, {text('.ed__notice p')}]")
    assert code == "theirs = 1\n"
    assert "another tab" in said
    assert work(*steps, *answer(0), tell=CODE) == "mine = 3\n"


def test_the_solution_as_a_difference(work):
    """Before a pass the solution is shown after a question, as the difference from one's own code."""
    shown = [["click", f"{EX} .ex__after .btn"], ["waitForSelector", f"{EX} .ex__solution ins"]]
    tell = f'[document.querySelectorAll("{EX} .ex__solution del").length > 0, document.activeElement.className]'
    assert work(*OPEN, *YES, *shown, tell=tell) == [True, "ex__solution"]


def test_whoever_spares_data_is_asked_first(visit):
    """With Save-Data, neither focus nor Check fetches Python: the size is said, and a button waits."""
    spare = [["evaluate", "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"]]
    asked = ["waitForSelector", f"{EX} .ed__load .btn--main"]
    seen = visit("lesson3/", steps=[*spare, *OPEN, *press("Control+Enter"), asked], evaluate=text(".ed__load"))
    assert "MB once" in seen["value"]
    assert [url for url in seen["requests"] if "/assets/run/" in url] == []


def test_a_failed_load_can_be_tried_again(visit):
    """Without a network Python cannot come: that is said, the code stays, and the button tries again."""
    off = [
        ["evaluate", "globalThis.real = fetch; globalThis.fetch = async () => { throw new TypeError('no network'); }"]
    ]
    on = [["evaluate", "globalThis.fetch = real"]]
    editor = [["evaluate", f'document.querySelector("{EX} textarea").scrollIntoView()'], *OPEN]
    spare = [["evaluate", "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"]]
    # With Save-Data nothing of Python has come by the time the network goes.
    ask = [*press("Control+Enter"), ["waitForSelector", f"{EX} .ed__load .btn--main"]]
    load = ["click", f"{EX} .ed__load .btn"]
    failed = until(f"/Try again/.test({text('.ed__load')})")
    steps = [*spare, *editor, *ask, *off, load, *failed, *on, load, *JUDGED]
    assert visit("lesson3/", steps=steps, evaluate=text(".ex__sum"))["value"].endswith("of 11 checks hold.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible_with_results(visit, scheme, width):
    """Editor, results, output and the solution are open: no violation, and nothing is wider than the screen."""
    ran = until(f"/status/.test({text('.run__foot')})")
    solution = [*YES, ["click", f"{EX} .ex__after .btn"], ["waitForSelector", f"{EX} .ex__solution ins"]]
    steps = [*OPEN, *CHECK, ["click", f"{EX} .check__hints .btn"], *click("run"), *ran, *solution]
    seen = visit("lesson3/", scheme=scheme, width=width, steps=steps, axe=True)
    assert seen["errors"] == []
    assert seen["violations"] == []
    assert seen["overflow"]["px"] == 0


def test_phones_do_not_enlarge_the_page(work):
    """At 390 px the editor has 16 px, and the keyboard of a phone corrects nothing, before and after it has come."""
    size = f'getComputedStyle(document.querySelector("{EX} :is(textarea, .cm-content)")).fontSize'
    helps = f"(box => [box.getAttribute('autocorrect'), box.getAttribute('autocapitalize'), box.getAttribute('spellcheck')])(document.querySelector(\"{EX} :is(textarea, .cm-content)\"))"
    for steps in ([], OPEN):
        assert work(*steps, tell=f"[{size}, ...{helps}]", width=390) == ["16px", "off", "off", "false"]


def test_readable_without_scripts(visit):
    """Without scripts the starter can be read, no button is there, and a note says where to work."""
    told = [["innerText", EX]]
    seen = visit("lesson3/", javascript=False, steps=told)["value"]
    assert "Without scripts this page cannot run your code" in seen
    assert "pytest exercises/lesson3/budget.py" in seen
    starter = visit("lesson3/", javascript=False, steps=[["inputValue", f"{EX} textarea"]])["value"]
    assert starter.startswith("import logging")
    assert visit("lesson3/", javascript=False, steps=[["isVisible", f"{EX} .ed__bar"]])["value"] is False
