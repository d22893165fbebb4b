"""The search index: pages are described, and sections are found by what people type."""

from __future__ import annotations

import json
from pathlib import Path

from prodready.searchindex import LESSON_BOOST, phrases, read_site

SYMPTOMS = """\
<nav><a href="../lesson9/">In the menu</a></nav>
<article><h2>Slow<a class="headerlink" href="#slow">#</a></h2>
<ul><li><a href="../lesson3/#slow">requests <code>timeout</code>
not working</a></li><li><a href="../lesson3/">hangs &amp; waits</a></li>
<li><a href="https://docs.example/">elsewhere</a></li></ul></article>
"""


def site(folder: Path) -> Path:
    docs = [
        {"location": "lesson3/", "title": "Errors", "text": "<p>It works.</p>"},
        {"location": "lesson3/#slow", "title": "Slow", "text": ""},
        {"location": "privacy/", "title": "Privacy", "text": "Nothing."},
    ]
    files = {
        "search/search_index.json": json.dumps({"config": {"lang": ["en"]}, "docs": docs}),
        "lesson3/index.html": '<meta name="description" content="Why &lt;it&gt; hangs.">',
        "symptoms/index.html": SYMPTOMS,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_phrases() -> None:
    """Links of the article to this site are phrases, whatever elements are inside; others are none."""
    assert list(phrases(SYMPTOMS)) == [
        ("lesson3/#slow", "requests timeout not working"),
        ("lesson3/", "hangs & waits"),
    ]


def test_sections_are_found_by_phrases(tmp_path: Path) -> None:
    """A section carries the phrases that lead to it, and no other does."""
    docs = read_site(site(tmp_path))["docs"]
    assert [doc.get("asked", "") for doc in docs] == ["hangs &amp; waits", "requests timeout not working", ""]


def test_a_page_is_described(tmp_path: Path) -> None:
    """The first lines of a result are what the page says about itself."""
    docs = read_site(site(tmp_path))["docs"]
    assert docs[0]["text"] == "<p>Why &lt;it&gt; hangs.</p> <p>It works.</p>"
    assert docs[2]["text"] == "Nothing."


def test_lessons_come_first(tmp_path: Path) -> None:
    """Where a lesson and another page speak of the same, the lesson counts more."""
    docs = read_site(site(tmp_path))["docs"]
    assert [doc.get("boost") for doc in docs] == [LESSON_BOOST, LESSON_BOOST, None]


def test_the_theme_knows_the_fields(tmp_path: Path) -> None:
    """Phrases are a field of the index, and count more than titles, which count more than text."""
    index = read_site(site(tmp_path))
    boosts = [index["config"]["fields"][name]["boost"] for name in ("asked", "title", "text")]
    assert boosts == sorted(boosts, reverse=True)
    assert index["config"]["lang"] == ["en"]


def test_without_a_page_of_symptoms(tmp_path: Path) -> None:
    """A site without that page has an index all the same."""
    (site(tmp_path) / "symptoms" / "index.html").unlink()
    assert len(read_site(tmp_path)["docs"]) == 3
