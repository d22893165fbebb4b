"""What holds for every page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

DESK, PHONE = 1280, 390
EVERYWHERE = [(scheme, width) for scheme in ("light", "dark") for width in (DESK, PHONE)]
KINDS = ("", "lesson2/", "lesson3/", "labs/deadline/")
OTHERS = ("plan/", "reference/pages/", "privacy/", "no/such/page/")
VISITS = [(page, *how) for page in KINDS for how in EVERYWHERE]
VISITS += [(page, *how) for page in OTHERS for how in (("light", DESK), ("dark", PHONE))]
FIRST_VIEW_MAX = 450_000
FOCUS = """(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const shown = element.matches(".opt input") ? element.closest(".opt") : element;
  const style = getComputedStyle(shown);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return ring ? "" : shown.outerHTML.slice(0, 120);
})()"""
TO_THE_END = [["evaluate", "scrollTo(0, document.body.scrollHeight)"], ["waitForTimeout", 400]]


@pytest.fixture(params=VISITS, ids=lambda visit: f"{visit[0] or 'home'}-{visit[1]}-{visit[2]}")
def seen(request, visit):
    page, scheme, width = request.param
    return visit(page, scheme=scheme, width=width, steps=TO_THE_END, axe=True)


def test_accessible(seen):
    """axe-core finds nothing wrong with a page, the quiz at its end included."""
    assert seen["violations"] == []


def test_fits(seen):
    """No page is wider than its screen."""
    assert seen["overflow"] == {"px": 0, "elements": []}


def test_no_errors(seen):
    """The console of a page is empty, but for the status of one that is missing."""
    assert [error for error in seen["errors"] if "404" not in error or seen["status"] != 404] == []


def test_same_origin(seen, site):
    """A page asks no other host for anything."""
    assert [url for url in seen["requests"] if not url.startswith((site, "data:"))] == []


@pytest.mark.parametrize("lesson", ["lesson2/", "lesson3/"])
def test_first_view(visit, lesson):
    """The first view of a lesson is light, everything that it asks for counted, uncompressed."""
    sizes = visit(lesson, steps=TO_THE_END, axe=True, scheme="light", width=DESK)["sizes"]
    assert sum(sizes.values()) <= FIRST_VIEW_MAX, sorted(sizes.items(), key=lambda item: -item[1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["", "lesson3/"])
def test_focus_ring(visit, page, scheme):
    """Whoever goes through a page with the Tab key sees where they are."""
    stops = 40
    steps = [["evaluate", "globalThis.bad = []"]]
    for _ in range(stops):
        steps += [["keyboard.press", "Tab"], ["evaluate", f"bad.push({FOCUS})"]]
    seen = visit(page, scheme=scheme, steps=steps, evaluate="bad")["value"]
    assert [place for place in seen if place] == []
    assert seen.count("") > stops / 2


def test_missing_page_leads_on(visit):
    """The page that says that there is no such page has a search, and links to the lessons."""
    found = visit(
        "no/such/page/", evaluate="[...document.querySelectorAll('.find, article a')].map(e => e.action || e.href)"
    )
    assert found["status"] == 404
    assert any(address.endswith("/course/") for address in found["value"])
    assert any(address.endswith("/course/lesson3/") for address in found["value"])


def test_readable_without_scripts(visit):
    """Without scripts, a lesson shows its code, its runs, its checks and every answer's reason."""
    shown = visit("lesson3/", javascript=False, steps=[["innerText", "article"]])["value"]
    for words in ("def get_quote(url):", "shipping costs 0", "12 checks", "Answer and reasons"):
        assert words in shown
