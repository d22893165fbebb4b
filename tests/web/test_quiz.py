"""The quiz of a lesson, as people use it: with keys, with ears, on a phone, after a reload, without scripts."""

from __future__ import annotations

import json
import re

import pytest

from prodready.quizanswers import plain
from prodready.quiztypes import FACTS

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

PLACE = "prodready.quiz.lesson3"
# The player arrives when the quiz comes near.
OPEN = [["evaluate", "document.querySelector('course-quiz').scrollIntoView()"], ["waitForSelector", ".q__bar"]]
STATUS = "document.querySelector('course-quiz [role=status]').textContent"
SCORE = "document.querySelector('.quiz__score').textContent"
SLOW, CAUGHT, JSON_, LINE = "slow-bytes", "builtin-connection-error", "html-instead-of-json", "waits-for-ever"


def choose(question, *values):
    """Ticks answers with the mouse."""
    return [["check", f"[name={question}][value='{value}']"] for value in values]


def press(*keys):
    return [["keyboard.press", key] for key in keys]


def answer(question):
    return [["click", f"#quiz-{question} > .q__bar [data-do=answer]"]]


def text(selector):
    return f"document.querySelector({json.dumps(selector)}).textContent"


@pytest.fixture
def play(visit):
    """Does something with the quiz of lesson 3, and tells what an expression gives afterwards."""

    def played(*steps, tell, **how):
        seen = visit("lesson3/", steps=[*OPEN, *steps], evaluate=tell, **how)
        assert seen["errors"] == []
        return seen["value"]

    return played


KEYS = [["focus", f"[name={SLOW}][value='1']"], *press("Space", "Tab", "Enter")]
KEYS_TO_THE_RIGHT_ANSWER = [*KEYS, *press("Shift+Tab", "ArrowUp", "Enter")]


def test_a_wrong_answer_is_explained_to_those_who_listen(play):
    """Answering with the keyboard says the verdict and the reason of that answer, and nothing about the others."""
    said = play(*KEYS, tell=STATUS)
    assert said.startswith("Question 1 of 8: not this one.")
    assert "the clock starts again with each byte" in said
    assert "No silence lasts" not in said


def test_a_right_answer_moves_the_focus_to_the_explanation(play):
    """Enter answers from a radio button; what is read next is the explanation, because the button is gone."""
    focused = play(
        *KEYS_TO_THE_RIGHT_ANSWER, tell="document.activeElement.className + document.activeElement.textContent"
    )
    assert focused.startswith("q__end")
    assert "bounds the silence" in focused


def test_what_is_said_does_not_move_the_button(play):
    """The Answer button stays under the finger while reasons appear above it."""
    top = f"document.querySelector('#quiz-{SLOW} > .q__bar').getBoundingClientRect().top"
    before = [
        [
            "evaluate",
            f"document.getElementById('quiz-{SLOW}').scrollIntoView({{block: 'center'}}); globalThis.before = {top}",
        ]
    ]
    moved = play(*choose(SLOW, 1), *before, *answer(SLOW), tell=f"Math.abs({top} - before)")
    assert moved < 2


def test_an_empty_answer_is_not_an_answer(play):
    """Pressing the button with nothing chosen asks for an answer, and counts nothing."""
    told = play(*answer(SLOW), tell=f"[{STATUS}, localStorage['{PLACE}'] ?? '']")
    assert told == ["Choose or type an answer first.", ""]


def test_partial_credit_and_what_is_missing(play):
    """Of two right and three wrong options, one each earns 1/2 - 1/3; the verdict counts what to change."""
    said = play(*choose(CAUGHT, 1, 2), *answer(CAUGHT), tell=f"[{text(f'#quiz-{CAUGHT} .q__said')}, {SCORE}]")
    assert said[0] == "partly right Choices to take back: 1. Right answers still missing: 1. Read why, then try again."
    assert said[1].startswith("First answers: 0.17 of 8 points.")


def test_a_second_try_is_free_and_not_counted(play):
    """After a wrong answer the right one is accepted, and the score keeps the first."""
    steps = [*choose(SLOW, 1), *answer(SLOW), *choose(SLOW, 4), *answer(SLOW)]
    assert play(*steps, tell=SCORE) == "First answers: 0 of 8 points. Right by now: 1 of 8 questions."


def typed(value):
    return [["fill", f"[name={JSON_}]", value], *answer(JSON_)]


def test_a_typed_lure_is_answered_with_its_reason(play):
    """A wrong answer that people really give gets the reason written for it."""
    said = play(*typed("outage\nslow\nnot JSON"), tell=text(f"#quiz-{JSON_} .opt__why"))
    assert "The first branch that fits wins." in said


def test_spaces_at_line_ends_do_not_count(play):
    """What cannot be seen is not wrong; the question about the reason comes next."""
    told = play(
        *typed("\noutage  \nslow\noutage\n"),
        tell=f"[{text(f'#quiz-{JSON_} .q__said')}, document.getElementById('quiz-{JSON_}-then').checkVisibility()]",
    )
    assert told == ["right", True]


def test_the_answer_can_be_had_after_two_tries(play):
    """Nobody is stuck: after the second wrong answer there is a button, and its answer earns nothing."""
    show = f"#quiz-{JSON_} > .q__bar [data-do=show]"
    first = [["evaluate", f"globalThis.early = document.querySelector('{show}').checkVisibility()"]]
    state = f"[early, document.querySelector('#quiz-{JSON_} > .q__key').open, {SCORE}]"
    told = play(*typed("a"), *first, *typed("b"), ["click", show], tell=state)
    assert told == [False, True, "First answers: 0 of 8 points. Right by now: 0 of 8 questions."]


def test_a_line_of_code_can_be_chosen(play):
    """Lines of a listing are radio buttons; a wrong one is explained."""
    assert "no such setting" in play(*choose(LINE, 7), *answer(LINE), tell=STATUS)


def test_answers_survive_a_reload(play):
    """Choices, reasons, verdicts and the score are back after a reload, and nothing is said aloud by itself."""
    steps = [*choose(SLOW, 1), *answer(SLOW), *typed("a"), ["reload"], *OPEN]
    told = play(
        *steps,
        tell=f"[document.querySelector('[name={SLOW}][value=\"1\"]').checked, {text('.opt__why')}, {STATUS}, {SCORE}]",
    )
    assert told[0]
    assert "The name suggests it." in told[1]
    assert told[2:] == ["", "First answers: 0 of 8 points. Right by now: 0 of 8 questions."]


@pytest.mark.parametrize(
    "kept",
    [
        "{nonsense",
        '{"schema": 2, "questions": {"slow-bytes": {"rev": 1, "tries": ["4"], "first": 1, "done": "right"}}}',
        '{"schema": 1, "questions": {"slow-bytes": {"rev": 0, "tries": ["4"], "first": 1, "done": "right"}}}',
    ],
)
def test_what_does_not_fit_any_more_is_forgotten(play, kept):
    """A damaged or newer record, or one of an earlier revision of a question, leaves that question open."""
    steps = [["evaluate", f"localStorage['{PLACE}'] = {json.dumps(kept)}"], ["reload"], *OPEN]
    assert play(*steps, tell=SCORE) == "First answers: 0 of 8 points. Right by now: 0 of 8 questions."


def test_works_where_nothing_can_be_kept(play):
    """A browser that refuses storage plays the quiz all the same."""
    refuse = [["evaluate", "Storage.prototype.setItem = () => { throw new Error('refused') }"]]
    assert "right" in play(*refuse, *choose(SLOW, 4), *answer(SLOW), tell=text(f"#quiz-{SLOW} .q__said"))


def test_reset_asks_and_then_forgets(play):
    """Starting again removes the answers from the browser, after a question."""
    steps = [*choose(SLOW, 4), *answer(SLOW)]
    kept = f"localStorage['{PLACE}'] ?? ''"
    yes = [["evaluate", "globalThis.confirm = () => true"]]
    assert SLOW in play(
        *steps, ["evaluate", "globalThis.confirm = () => false"], ["click", "course-quiz [data-do=reset]"], tell=kept
    )
    told = play(
        *steps, *yes, ["click", "course-quiz [data-do=reset]"], tell=f"[{kept}, document.activeElement.name, {SCORE}]"
    )
    assert told == ["", SLOW, "First answers: 0 of 8 points. Right by now: 0 of 8 questions."]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible_while_it_is_played(visit, scheme, width):
    """With right, wrong and partly right answers on it, the page has no violation and fits its screen."""
    steps = [
        *choose(SLOW, 1),
        *answer(SLOW),
        *choose(CAUGHT, 1, 2),
        *answer(CAUGHT),
        *typed("a"),
        *choose(LINE, 8),
        *answer(LINE),
    ]
    opened = [["click", f"#quiz-{LINE} > .q__key > summary"]]
    seen = visit("lesson3/", scheme=scheme, width=width, steps=[*OPEN, *steps, *opened], axe=True)
    assert seen["violations"] == []
    assert seen["overflow"] == {"px": 0, "elements": []}


def test_without_scripts_answers_can_be_opened(visit):
    """Without scripts, an answer is hidden until its summary is clicked; no button is there that does nothing."""
    reason = "#quiz-slow-bytes > .q__key > ul"
    shown = {}
    for name, steps in {"closed": [], "opened": [["click", f"#quiz-{SLOW} > .q__key > summary"]]}.items():
        shown[name] = visit("lesson3/", javascript=False, steps=[*steps, ["isVisible", reason]])["value"]
    buttons = visit("lesson3/", javascript=False, steps=[["isVisible", "course-quiz button"]])["value"]
    assert (shown, buttons) == ({"closed": False, "opened": True}, False)


ANSWERS = ["a\n", "\n\n a \r\nb  \n", "pkg.mod.ValueError ", " 3\n", "", "a.b", "x\t\n\ny"]


def test_the_page_and_the_check_compare_alike(play):
    """An answer is the same to the player as it is to `quiz verify`, whatever was asked for."""
    cases = [(each, ask) for ask in FACTS for each in ANSWERS]
    module = "new URL('../assets/js/quiz.js', location).href"
    found = play(tell=f"import({module}).then(({{plain}}) => {json.dumps(cases)}.map((each) => plain(...each)))")
    assert found == [plain(*case) for case in cases]


def test_all_right_at_once_is_passed(play):
    """Whoever gives every right answer first has all points, and is told so."""
    right = "[...document.querySelectorAll('.q')].flatMap(q => [...q.querySelectorAll(':scope > .q__key > ul > [data-right]')].map(li => [q.id.slice(5), q.dataset.ask ?? '', li.dataset.option]))"
    steps = []
    for question, ask, value in play(tell=right):
        steps += [["fill", f"[name={question}]", value]] if ask else choose(question, value)
        if question != CAUGHT or value == "4":
            steps += answer(question)
    said = play(*steps, tell=STATUS)
    assert re.search(r"passed First answers: 8 of 8 points\. Right by now: 8 of 8 questions\.$", said)
