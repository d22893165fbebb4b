"""Every colour of `course.css` can be read on every ground that it stands on (WCAG 2.2, relative luminance)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "docs" / "assets" / "css"
SHEET = (CSS / "course.css").read_text(encoding="utf-8")
SCHEMES = {"light": "[data-md-color-scheme=default]", "dark": "[data-md-color-scheme=slate]"}
SHARED = "[data-md-color-scheme]"
TEXT, CONTROL = 4.5, 3.0
WORDS = ("ink", "ink2", "link", "pass", "fail", "local", "hl-k", "hl-s", "hl-n")
PAIRS = [(word, ground, TEXT) for word in WORDS for ground in ("bg", "bar", "sheet")]
PAIRS += [("on-main", "main", TEXT)]
PAIRS += [(edge, ground, CONTROL) for edge in ("edge", "focus") for ground in ("bg", "sheet")]
NIGHT = [
    (f"n-{word}", f"n-{ground}", TEXT) for word in ("ink", "dim", "lamp", "fail", "k", "s") for ground in ("bg", "hit")
]


def tokens(selector):
    block = re.search(re.escape(selector) + r"\s*\{(.*?)\}", SHEET, re.DOTALL)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block[1]))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS + NIGHT, ids=str)
def test_contrast(scheme, front, ground, least):
    """A colour stands out from its ground: text by 4.5, edges of controls and the focus ring by 3."""
    colours = tokens(SCHEMES[scheme]) | tokens(SHARED)
    assert contrast(colours[front], colours[ground]) >= least


def test_components_use_tokens():
    """No component has a colour of its own."""
    text, _, rest = SHEET.partition("/* ---- text ---- */")[2].partition("/* ---- paper ---- */")
    others = [path.read_text(encoding="utf-8") for path in sorted(CSS.glob("*.css")) if path.name != "course.css"]
    found = re.findall(r"#[0-9a-f]{3,8}\b", "\n".join([text, *others]))
    assert found == ["#fff"], "Only the ground of a plot is white in the dark, too."
    assert rest
