"""What holds for every page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = [pytest.mark.requires("chromium"), pytest.mark.requires("node")]

DOCS = Path(__file__).parents[2] / "docs"
LESSONS = [f"{page.parent.name}/" for page in sorted(DOCS.glob("lesson*/index.md"))]
DESK, PHONE = 1280, 390
EVERYWHERE = [(scheme, width) for scheme in ("light", "dark") for width in (DESK, PHONE)]
KINDS = ("", *LESSONS, "labs/deadline/")
OTHERS = sorted(
    {
        page.relative_to(DOCS).with_suffix("").as_posix().removesuffix("index").rstrip("/") + "/"
        for page in DOCS.rglob("*.md")
    }
    - {f"{kind.rstrip('/')}/" for kind in KINDS}
    - {"assets/fonts/README/"}
    | {"no/such/page/"}
)
VISITS = [(page, *how) for page in KINDS for how in EVERYWHERE]
VISITS += [(page, *how) for page in OTHERS for how in (("light", DESK), ("dark", PHONE))]
FIRST_VIEW_MAX = 450_000
# What these lessons weighed before a page could run Python, measured by the same visit: commit 83182f1. A reader who
# only reads pays nothing for the editor. Longer prose is a reason to raise a figure; a script is none.
WEIGHED_BEFORE = {"lesson1/": 423_188, "lesson2/": 423_509, "lesson3/": 431_512, "lesson4/": 442_850}
FOCUS = """(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const shown = element.matches(".opt input") ? element.closest(".opt") : element;
  const style = getComputedStyle(shown);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return ring ? "" : shown.outerHTML.slice(0, 120);
})()"""
# And back: at the top, the header covers nothing that axe-core would then call too small.
TO_THE_END = [
    ["evaluate", "scrollTo(0, document.body.scrollHeight)"],
    ["waitForTimeout", 400],
    ["evaluate", "scrollTo(0, 0)"],
    ["waitForTimeout", 100],
]


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


@pytest.mark.parametrize("lesson", LESSONS)
def test_first_view(visit, lesson):
    """The first view of a lesson is light, everything that it asks for counted, uncompressed."""
    sizes = visit(lesson, steps=TO_THE_END, axe=True, scheme="light", width=DESK)["sizes"]
    assert sum(sizes.values()) <= WEIGHED_BEFORE.get(lesson, FIRST_VIEW_MAX), sorted(
        sizes.items(), key=lambda item: -item[1]
    )


@pytest.mark.parametrize("page", KINDS)
def test_reading_loads_no_runtime(visit, page):
    """Whoever only reads a page, to its end, loads nothing of what runs Python."""
    asked = visit(page, steps=TO_THE_END, axe=True, scheme="light", width=DESK)["requests"]
    assert [url for url in asked if "/assets/app/" in url or "/assets/run/" in url] == []


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


@pytest.mark.parametrize("page", ["", "lesson3/"])
def test_fits_at_200_percent(visit, page):
    """A desk at 200 % shows a page without scrolling sideways."""
    assert visit(page, width=DESK // 2)["overflow"]["px"] == 0


@pytest.mark.parametrize("page", ["", "lesson3/"])
def test_prints_on_white(visit, page):
    """On paper, also from the dark, nothing stands on a dark ground, and nothing is there that can only be clicked."""
    print_ = [["emulateMedia", {"media": "print", "colorScheme": "dark"}], ["waitForTimeout", 200]]
    dark = """[...document.querySelectorAll(".md-content *")].filter((e) => e.checkVisibility()).map((e) => {
      const [red, green, blue, alpha = 1] = getComputedStyle(e).backgroundColor.match(/[\\d.]+/g).map(Number);
      return alpha && red + green + blue < 600 && !e.matches(".mark, .copy") ? e.outerHTML.slice(0, 80) : "";
    }).filter(Boolean)"""
    buttons = (
        "[...document.querySelectorAll('.copy, .btn, .md-header, .md-tabs')].filter((e) => e.checkVisibility()).length"
    )
    assert visit(page, scheme="dark", steps=print_, evaluate=f"[{dark}, {buttons}]")["value"] == [[], 0]


def test_copy_gives_the_commands(visit):
    """The button beside the set-up copies what is to be typed, line by line, and says so."""
    steps = [
        ["evaluate", "navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }"],
        ["click", ".setup .copy"],
    ]
    copied, said = visit("", steps=steps, evaluate="[copied, document.querySelector('.setup .copy').textContent]")[
        "value"
    ]
    assert copied.splitlines()[0] == "python3 -m venv .venv"
    assert copied.splitlines()[-1].startswith(".venv/bin/pytest exercises/lesson")
    assert said == "Copied"
