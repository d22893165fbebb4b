"""Search lands where people want to go, and costs nothing until somebody searches."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

RESULT = ["waitForFunction", "document.querySelector('.md-search-result__item a')"]
FOUND = "[...document.querySelectorAll('.md-search-result__item a')].map(a => new URL(a.href).pathname)"


QUESTIONS = {
    "works on my machine ModuleNotFoundError": "lesson1/#modulenotfounderror-on-the-server-but-it-works-on-my-machine",
    "ModuleNotFoundError": "lesson1/#modulenotfounderror-on-the-server-but-it-works-on-my-machine",
    "pip freeze vs requirements.txt": "lesson1/#pip-freeze-requirementstxt-the-usual-answer-and-how-it-fails",
    "lock file with hashes": "lesson1/#installed-from-the-lock-alone",
    "print vs logging": "lesson2/",
    "basicConfig not working": "lesson2/#loggingbasicconfig-not-working-the-usual-answer-and-how-it-fails",
    "logging.basicConfig does nothing": "lesson2/#loggingbasicconfig-not-working-the-usual-answer-and-how-it-fails",
    "cron job failed exit code 0": "lesson2/#what-happened",
    "requests timeout not working": "lesson3/#requests-timeout-not-working-the-usual-answer-and-how-it-fails",
    "requests.get hangs": "lesson3/#the-carrier-goes-down",
    'requests ConnectionError "Read timed out"': "lesson3/#requests-timeout-not-working-the-usual-answer-and-how-it-fails",
    "retry": "lesson3/#one-error-for-each-decision",
    "except: pass": "lesson3/#what-happened",
    "During handling of the above exception, another exception occurred": "lesson3/#one-error-for-each-decision",
    "os.getenv bool false": "lesson4/#what-happened",
    "bool environment variable always true": "lesson4/#what-happened",
    "TypeError: '>' not supported between instances of 'str' and 'int'": "lesson4/#what-happened",
    "pydantic Field required": "lesson4/#pydantic-field-required-the-usual-answer-and-how-it-fails",
    "hide password in logs": "lesson4/#a-secret-that-does-not-show-itself",
    "metrics": "plan/#part-3",
    "onboarding": "instructors/teaching/",
    "install on windows": "#learn",
}
"""What people type, and where Enter has to bring them."""

FIELD = ".md-search__input"
KEY = ["keyboard.press", "End"]  # The theme asks after a key.
NONE = ["waitForFunction", "!document.querySelector('.md-search-result__item')"]
# Enter goes to the entry of the first result that scores most.
BEST = """(() => {
  const score = (entry) => Number(entry.querySelector("article").dataset.mdScore);
  const entries = [...document.querySelectorAll(".md-search-result__item:first-child a")];
  const { pathname, hash } = new URL(entries.sort((one, other) => score(other) - score(one))[0].href);
  return pathname.replace("/course/", "") + hash;
})()"""


def names(urls):
    return {url.rpartition("/")[2] for url in urls}


def test_index_waits(visit):
    """A page that nobody searches loads neither the index nor the theme's search worker."""
    seen = names(visit("lesson3/")["requests"])
    assert "full.json" not in seen
    assert not any(name.startswith("real.") for name in seen)


def test_search_finds(visit):
    """The first letters in the field load the index, and its pages are found."""
    seen = visit("", steps=[["click", ".md-search__input"], ["keyboard.type", "deadline"], RESULT], evaluate=FOUND)
    assert "full.json" in names(seen["requests"])
    assert any("/course/lesson3/" in address for address in seen["value"])


def test_search_at_once(visit):
    """One paste into the field is enough: nobody has to type on while the index loads."""
    seen = visit(
        "",
        steps=[["click", ".md-search__input"], ["keyboard.insertText", "timeout"], ["keyboard.press", "End"], RESULT],
        evaluate=FOUND,
    )
    assert any("/course/lesson3/" in address for address in seen["value"])


def test_address_with_question(visit):
    """`?q=` in an address, as the form of the 404 page makes it, opens the search with its results."""
    seen = visit("?q=logging", steps=[RESULT], evaluate=FOUND)
    assert any("/course/lesson2/" in address for address in seen["value"])


@pytest.fixture(scope="module")
def landings(visit):
    """Where each question leads, all asked one after the other on one page."""
    steps = [["click", FIELD], ["evaluate", "globalThis.found = []"]]
    for question in QUESTIONS:
        steps += [
            ["fill", FIELD, ""],
            KEY,
            NONE,
            ["fill", FIELD, question],
            KEY,
            RESULT,
            ["evaluate", f"found.push({BEST})"],
        ]
    return dict(zip(QUESTIONS, visit("", steps=steps, evaluate="found")["value"], strict=True))


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_lands(landings, question):
    """What people type leads to the heading that answers it."""
    assert landings[question] == QUESTIONS[question]


def test_result_reads_well(visit):
    """A result is a heading and at most two paragraphs, without signs of the page and without words that are missing."""
    shown = "[...document.querySelectorAll('.md-search-result__item:first-child > a:nth-of-type(2) article > *')].filter(e => e.checkVisibility()).map(e => e.tagName + e.textContent)"
    seen = visit("?q=requests+timeout+not+working+xyzzy", steps=[RESULT], evaluate=shown)["value"]
    assert seen[0].startswith("H2requests timeout not working")
    assert len(seen) <= 3
    assert not any("mark" in text or "answer 1" in text or "xyzzy" in text for text in seen)


def test_symptoms_are_no_result(visit):
    """The list of symptoms leads to lessons, and never stands before them."""
    found = visit("?q=symptom", steps=[["waitForTimeout", 800]], evaluate=FOUND)["value"]
    assert not any("/symptoms/" in address for address in found)
