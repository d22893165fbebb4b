"""The menu of narrow screens, which is also the menu of every screen at 200 %."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

OPEN = [["focus", ".menu"], ["keyboard.press", "Enter"], ["waitForTimeout", 700]]
ON_TOP = """(() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  return document.activeElement.closest(".md-sidebar--primary") !== null
    && document.activeElement.contains(document.elementFromPoint(left + width / 2, top + height / 2));
})()"""


@pytest.mark.parametrize("page", ["", "lesson3/", "privacy/"])
@pytest.mark.parametrize("width", [390, 640])
def test_keys_open_the_menu(visit, page, width):
    """Enter opens the menu, and the focus is on one of its entries that can be seen."""
    assert visit(page, width=width, steps=OPEN, evaluate=ON_TOP)["value"]


def test_the_menu_of_a_lesson_shows_its_neighbours(visit):
    """On a lesson, the menu opens at the list of its part."""
    steps = [*OPEN, ["isVisible", ".md-sidebar--primary a[href$='lesson2/']"]]
    assert visit("lesson3/", width=390, steps=steps)["value"]


def test_escape_closes_the_menu(visit):
    """Escape closes it, and gives the focus back to its button."""
    told = "[document.activeElement.ariaLabel, document.activeElement.ariaExpanded]"
    steps = [*OPEN, ["keyboard.press", "Escape"]]
    assert visit("lesson3/", width=390, steps=steps, evaluate=told)["value"] == ["Menu", "false"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_while_it_is_open(visit, scheme):
    """The open menu has no violation."""
    assert visit("lesson3/", width=390, scheme=scheme, steps=OPEN, axe=True)["violations"] == []
