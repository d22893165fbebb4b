"""Search works, and costs nothing until somebody searches."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

RESULT = ["waitForFunction", "document.querySelector('.md-search-result__item a')"]
FOUND = "[...document.querySelectorAll('.md-search-result__item a')].map(a => new URL(a.href).pathname)"


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
