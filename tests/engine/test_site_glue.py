"""What makes the built site lighter: style sheets, notebooks, search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prodready.errors import CourseError
from prodready.notebookhtml import lighten

hooks = pytest.importorskip("prodready.mkdocs_hooks", reason="the site's packages are not installed")

NOTEBOOK = """\
<script>import("https://example.org/x.js")</script><style>a{}</style>
<div class="jp-Notebook" data-x><div class="jp-Cell-inputWrapper" tabindex="0">
<div class="jp-InputPrompt jp-InputArea-prompt">In [1]:</div>
<div class="highlight-ipynb hl-python"><pre><span></span>print(1)
</pre></div><div class="clipboard-copy-txt" id="cell-1">print(1)</div></div>
<div class="jp-RenderedText jp-OutputArea-output" data-mime-type="text/plain" tabindex="0">
<pre>1
</pre></div></div> <!-- jp-Notebook --></div>
"""


DOC = {"location": "privacy/", "title": "Privacy", "text": "Nothing."}


def test_notebook_is_text_code_and_output() -> None:
    """Of a notebook's page, code and output are kept, and no script, style or second copy of the code."""
    html = lighten(NOTEBOOK)
    assert html.count("print(1)") == 1
    assert '<pre tabindex="0">1\n' in html
    assert not any(word in html for word in ("script", "style", "In [1]", "example.org"))


def test_page_that_cannot_be_built_ends_the_build_in_words() -> None:
    """A mistake in a page ends the build with a sentence and not with MkDocs' traceback; other errors keep theirs."""
    with pytest.raises(SystemExit, match="build again"):
        hooks.on_build_error(CourseError("There is no quiz `lesson9`."))
    hooks.on_build_error(ValueError("a fault of ours"))


def test_page_without_notebook_stays() -> None:
    """Other content is left as it is."""
    assert lighten("<p>Text</p>") == "<p>Text</p>"


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("/* why */\na {\n  color: red;\n  margin: 0 auto;\n}\n", "a{color:red;margin:0 auto}"),
        ('.a :is(b, c) > d::before { content: "; {  }" }', '.a :is(b,c) > d::before{content:"; {  }"}'),
        (".a { & .b { width: calc(1rem + 2px) } }", ".a{& .b{width:calc(1rem + 2px)}}"),
        ("@media (min-width: 60em) { .a { margin: 0 !important } }", "@media (min-width:60em){.a{margin:0!important}}"),
        (
            'a { background: url(\'data:image/svg+xml,<svg a="1" b="2"/>\') }',
            'a{background:url(\'data:image/svg+xml,<svg a="1" b="2"/>\')}',
        ),
    ],
)
def test_minified(css: str, small: str) -> None:
    """Comments and needless spaces go; quoted text, selectors and sums keep theirs."""
    assert hooks.minified(css) == small


@pytest.mark.parametrize(
    ("js", "small"),
    [
        ("// why\nlet a = 1; // and this stays\n", "let a = 1; // and this stays\n"),
        ("{\n  /** @type {A} */\n  const a = b;\n\n}\n", "{\nconst a = b;\n}\n"),
        ("/**\n * Long.\n */\nf(/** @type {A} */ (x), `//${y}`);\n", "f((x), `//${y}`);\n"),
    ],
)
def test_uncommented(js: str, small: str) -> None:
    """Comments of their own lines and notes about types go, and code stays."""
    assert hooks.uncommented(js) == small


def test_search_on_demand(tmp_path: Path) -> None:
    """The page gets an index without documents, and a worker that knows the real one and the full index."""
    for name, text in {
        "search/search_index.json": json.dumps({"config": {"lang": ["en"]}, "docs": [DOC]}),
        "assets/javascripts/workers/search.abc.min.js": "theme",
        "assets/js/search.js": "ours",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    hooks.search_on_demand(tmp_path)
    workers = tmp_path / "assets" / "javascripts" / "workers"
    light, full = (json.loads((tmp_path / "search" / name).read_text()) for name in ("search_index.json", "full.json"))
    assert (light["docs"], full["docs"]) == ([], [DOC])
    assert light["config"] == full["config"]
    assert (workers / "search.abc.min.js").read_text() == 'const real = "real.abc.min.js";\nours'
    assert (workers / "real.abc.min.js").read_text() == "theme"
