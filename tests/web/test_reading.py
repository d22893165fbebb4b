"""What a browser remembers of a reader: where a lesson was left, which lessons are read, and how to make it forget."""

from __future__ import annotations

import json

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

PLACE = "prodready.reading"
KEPT = f"JSON.parse(localStorage['{PLACE}'] ?? 'null')"
MIDDLE = [["evaluate", "document.getElementById('your-turn').scrollIntoView()"]]
END = [
    ["evaluate", "document.querySelector('course-read').scrollIntoView()"],
    ["waitForSelector", ".read [data-state=passed]"],
]
HERO = "document.querySelector('.hero .btn--main:not(:is(course-continue:not(:empty) ~ * *))')"
SHIFT = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def remembered(**lessons):
    """Puts a record into the browser, and loads the page again. `last` is the last of the lessons."""
    state = json.dumps({"schema": 1, "last": list(lessons)[-1], "lessons": lessons})
    return [["evaluate", f"localStorage['{PLACE}'] = {json.dumps(state)}"], ["reload"]]


def shown(selector):
    """The text of the elements that can be seen."""
    return f"[...document.querySelectorAll('{selector}')].filter(e => e.checkVisibility()).map(e => e.textContent)"


def go(site, page):
    return ["goto", site + page]


def test_first_visit_offers_the_first_lesson(visit):
    """Who was never here sees where to start, and nothing about what is remembered."""
    buttons, about = visit("", evaluate=f"[{shown('.hero .btn')}, {shown('course-kept *, .line__mark')}]")["value"]
    assert buttons[0].startswith("Start with lesson ")
    assert about == []


def test_a_lesson_left_in_the_middle_is_continued_there(visit, site):
    """Who left a lesson comes back to the heading that was reached, with one click on the landing page."""
    steps = [*MIDDLE, go(site, ""), ["click", ".hero .btn--main >> visible=true"], ["waitForLoadState"]]
    seen = visit("lesson3/", steps=steps, evaluate="location.pathname + location.hash")
    assert seen["value"].endswith("/lesson3/#your-turn")


def test_continue_says_where(visit):
    """The main button of the landing page names the lesson, in the place of the offer to start."""
    buttons = visit("", steps=remembered(lesson3={"at": "your-turn"}), evaluate=shown(".hero .btn"))["value"]
    assert buttons == ["Continue with lesson 3: Errors and timeouts", "All lessons"]


def test_leaving_at_the_top_is_no_beginning(visit, site):
    """Opening a lesson and going away leaves no trace."""
    assert visit("lesson3/", steps=[go(site, "")], evaluate=KEPT)["value"] is None


def test_the_end_of_a_lesson_marks_it_as_read(visit):
    """Whoever reaches the end has read the lesson, and is told so in a word."""
    seen = visit("lesson3/", steps=END, evaluate=f"[{KEPT}.lessons.lesson3.read, {shown('.read')}]")["value"]
    assert seen == [True, ["read Mark as not read"]]


def test_the_mark_can_be_taken_back(visit):
    """A button takes the mark back, keeps the focus, and being at the end does not set it again."""
    steps = [*END, ["focus", ".read button"], ["keyboard.press", "Enter"], ["waitForTimeout", 200]]
    told = f"[{KEPT}.lessons.lesson3.read, document.activeElement.textContent, {shown('.read .state')}]"
    assert visit("lesson3/", steps=steps, evaluate=told)["value"] == [
        False,
        "Mark as read",
        ["not read to the end yet"],
    ]


def test_after_a_read_lesson_comes_the_next(visit):
    """When the last lesson was read to the end, the next unread one is offered."""
    steps = remembered(lesson2={"read": True, "at": "your-turn"})
    buttons = visit("", steps=steps, evaluate=shown(".hero .btn"))["value"]
    assert buttons[0] == "Next, lesson 3: Errors and timeouts"


def test_when_all_is_read_the_plan_is_offered(visit):
    """Who has read every lesson is not sent back to the first."""
    keys = visit("", evaluate="[...document.querySelectorAll('[data-key]')].map(e => e.dataset.key)")["value"]
    steps = remembered(**{key: {"read": True} for key in keys})
    buttons = visit("", steps=steps, evaluate=shown(".hero .btn"))["value"]
    assert buttons == ["You have read every lesson there is: see the plan"]


def test_the_plan_marks_lessons(visit):
    """In the plan, a lesson carries its state as a shape and a word, and the result of its quiz."""
    quiz = '{"schema": 1, "questions": {}, "sum": {"right": 6, "count": 8, "points": 5, "total": 8}}'
    steps = [
        ["evaluate", f"localStorage['prodready.quiz.lesson2'] = {json.dumps(quiz)}"],
        *remembered(lesson2={"read": True}, lesson3={"at": "your-turn"}),
    ]
    assert visit("plan/", steps=steps, evaluate=shown(".line__mark"))["value"] == ["read quiz 6 of 8 right", "begun"]


def test_the_quiz_tells_the_plan(visit, site):
    """A right answer is counted in the plan."""
    right = "document.querySelector('.q__key > ul > [data-right]').dataset.option"
    steps = [
        ["evaluate", "document.querySelector('course-quiz').scrollIntoView()"],
        ["waitForSelector", ".q__bar"],
        ["evaluate", f"document.querySelector(`.q [value='${{{right}}}']`).click()"],
        ["click", ".q > .q__bar [data-do=answer]"],
        go(site, "plan/"),
    ]
    assert "quiz 1 of 8 right" in visit("lesson3/", steps=steps, evaluate=shown(".line__mark"))["value"][0]


@pytest.mark.parametrize("page", ["", "plan/", "privacy/"])
def test_forgetting(visit, page):
    """One button, after a question, erases all that is ours; the page then looks as on the first visit."""
    more = "".join(
        f"localStorage['prodready.{name}'] = '{{}}';" for name in ("progress", "work.lesson3/fetch", "other")
    )
    steps = [
        ["evaluate", f"{more} localStorage['prodready.quiz.lesson3'] = '{{}}'; localStorage['other'] = 'stays'"],
        *remembered(lesson2={"read": True}),
        ["evaluate", "globalThis.confirm = () => true"],
        ["click", "course-kept button"],
        ["waitForSelector", "course-kept [role=status]"],
    ]
    told = f"[Object.keys(localStorage).filter(n => !n.endsWith('__palette')), document.activeElement.textContent, {shown('.line__mark, course-continue *')}]"
    assert visit(page, steps=steps, evaluate=told)["value"] == [["other"], "It is erased.", []]


def test_forgetting_asks_first(visit):
    """Whoever says no keeps everything."""
    steps = [
        *remembered(lesson2={"read": True}),
        ["evaluate", "globalThis.confirm = () => false"],
        ["click", "course-kept button"],
    ]
    assert visit("plan/", steps=steps, evaluate=f"{KEPT}.lessons.lesson2.read")["value"] is True


@pytest.mark.parametrize("kept", ["{nonsense", '{"schema": 2, "lessons": {"lesson3": {"read": true}}}', '"text"', "[]"])
def test_a_damaged_record_is_a_first_visit(visit, kept):
    """What is damaged, or of another version, disturbs nothing."""
    steps = [["evaluate", f"localStorage['{PLACE}'] = {json.dumps(kept)}"], ["reload"]]
    seen = visit("", steps=steps, evaluate=shown(".hero .btn"))
    assert seen["value"][0].startswith("Start with lesson ")
    assert seen["errors"] == []


def test_works_where_nothing_can_be_kept(visit):
    """A browser that refuses storage shows the lesson, and its button does no harm."""
    refuse = [["evaluate", "Storage.prototype.setItem = () => { throw new Error('refused') }"]]
    end = [["evaluate", "document.querySelector('course-read').scrollIntoView()"], ["click", ".read button"]]
    assert visit("lesson3/", steps=[*refuse, *end])["errors"] == []


@pytest.mark.parametrize("page", ["", "plan/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves(visit, page, width):
    """What is remembered is there when the page is painted: nothing is pushed away by it."""
    steps = remembered(lesson2={"read": True}, lesson3={"at": "your-turn"})
    assert visit(page, width=width, steps=steps, evaluate=SHIFT)["value"] < 0.01


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["", "plan/", "privacy/"])
def test_accessible_for_those_who_return(visit, page, scheme):
    """With everything that is remembered on it, a page has no violation and fits a phone."""
    steps = remembered(lesson2={"read": True}, lesson3={"at": "your-turn"})
    seen = visit(page, scheme=scheme, width=390, steps=steps, axe=True)
    assert seen["violations"] == []
    assert seen["overflow"]["px"] == 0


def test_without_scripts_nothing_is_promised(visit):
    """Without scripts the landing page offers the first lesson, and no button is there that does nothing."""
    buttons = visit("", javascript=False, steps=[["innerText", ".hero"]])["value"]
    assert "Start with lesson" in buttons
    assert visit("plan/", javascript=False, steps=[["isVisible", "course-kept *"]])["value"] is False
    assert visit("lesson3/", javascript=False, steps=[["isVisible", ".read button"]])["value"] is False


def test_no_cookie(visit):
    """Reading a lesson to its end sets no cookie."""
    assert visit("lesson3/", steps=END, evaluate="document.cookie")["value"] == ""
