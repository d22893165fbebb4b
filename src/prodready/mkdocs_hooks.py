"""What MkDocs does beside Markdown: facts for the templates, lighter notebooks, small style sheets, search on demand.

Named under `hooks` in `mkdocs.yml`. Everything here is polish: without it the same pages are built, and are heavier.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from prodready.bundle import licences, offline
from prodready.bundle import site as bundle_site
from prodready.catalog import Course
from prodready.courseplan import neighbours, read_plan
from prodready.errors import CourseError
from prodready.notebookhtml import lighten
from prodready.searchindex import read_site
from prodready.themecss import without_absent
from prodready.words import catalogue, say

_LESSON = re.compile(r"lesson\d+/index\.md")
_PALETTE = re.compile(r'<link rel="stylesheet" href="[^"]*/palette\.\w+\.min\.css">')
_VERBATIM = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)
_BREAK = re.compile(r"\s*\n\s*")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DOC_COMMENT = re.compile(r"/\*\*.*?\*/ ?", re.DOTALL)
_LINE_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
_AROUND = re.compile(r"\s*([{};,])\s*|(?<=:)\s+|\s+(?=!)")


def plainly(hook: Callable[..., Any]) -> Callable[..., Any]:
    """Show the message of a `CourseError` without MkDocs' traceback."""

    @wraps(hook)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return hook(*args, **kwargs)
        except CourseError as error:
            raise PluginError(str(error)) from error

    return guarded


def on_build_error(error: Exception) -> None:
    """What is wrong with a page is said already; the way there through MkDocs helps nobody.

    Raises:
        Abort: If a page cannot be built for a reason that its author can mend.
    """
    if isinstance(error, CourseError):
        raise Abort("Nothing was built. Mend what is said above, and build again.")


@plainly
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the plan of the course, the words of the interface, and where the browser's parts are under which licence."""
    plan = read_plan(Course.require(Path(config.docs_dir)))
    stops = {f"{stop.key}/index.md": (part, stop) for part in plan for stop in part.stops}
    written = [stop for part in plan for stop in part.stops if stop.lesson]
    env.globals.update(say=say, words=catalogue(), stops=stops, written=written, beside_stop=partial(neighbours, plan))
    found = bundle(config)
    root = Path(config.config_file_path).parent
    notices = licences.served(root, root / config.extra["bundle"]) if found else {}
    env.globals.update(app=found.app_url if found else "", notices=notices)
    return env


def bundle(config: MkDocsConfig) -> bundle_site.Bundle | None:
    """The browser's parts, if `extra.bundle` in `mkdocs.yml` names their folder; a course need not have any.

    Raises:
        CourseError: If they are not built.
    """
    folder = config.extra.get("bundle")
    return bundle_site.find(Path(config.config_file_path).parent / folder) if folder else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A lesson needs the width for code, so the list of all lessons is in the drawer only."""
    if _LESSON.fullmatch(page.file.src_uri):
        page.meta["hide"] = ["navigation"]
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep of a notebook what the reader sees."""
    return lighten(html) if page.file.src_uri.endswith(".ipynb") else html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leave out the theme's palettes, because `course.css` has the colours, and spaces that are not shown.

    Code that is wider than the screen scrolls, so keys must reach it: every `pre` can be focused. The sign of a link to
    a heading is read aloud in words.
    """
    pieces = _VERBATIM.split(_PALETTE.sub("", output))
    pieces[::2] = [_BREAK.sub("\n", piece) for piece in pieces[::2]]
    words = say("site.heading")
    named = "".join(pieces).replace(f'title="{words}">#', f'aria-label="{words}">#')
    return named.replace("<pre>", '<pre tabindex="0">')


@plainly
@event_priority(-100)  # After the search plugin has written its index.
def on_post_build(config: MkDocsConfig) -> None:
    """Make what was built lighter."""
    site = Path(config.site_dir)
    found = bundle(config)
    for folder, lighter in (("css", minified), ("js", found.shortened if found else uncommented)):
        for path in (site / "assets" / folder).glob(f"*.{folder}"):
            path.write_text(lighter(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (site / "assets" / "stylesheets").glob("main.*.min.css"):
        path.write_text(without_absent(path.read_text(encoding="utf-8")), encoding="utf-8")
    search_on_demand(site)
    if found:
        found.copy_to(site)
    offline.write(site)  # The last step: it lists everything.


def minified(css: str) -> str:
    """`css` without comments and without the spaces that mean nothing; quoted text stays as it is."""
    pieces = _QUOTED.split(_COMMENT.sub("", css))
    pieces[::2] = [_AROUND.sub(r"\1", " ".join(piece.split(None)) if piece.strip() else piece) for piece in pieces[::2]]
    return "".join(pieces).replace(";}", "}")


def uncommented(js: str) -> str:
    """`js` without comments and indents; ours has no text that looks like `/**`, and none that runs over lines."""
    return _INDENT.sub("", _LINE_COMMENT.sub("", _DOC_COMMENT.sub("", js)))


def search_on_demand(site: Path) -> None:
    """Put `search.js` in front of the theme's search worker, so that the index is fetched with the first search.

    The index is the improved one. The page gets an index without documents at once. The worker fetches the real one, and itself, when asked a question.
    """
    index = site / "search" / "search_index.json"
    worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
    ours = site / "assets" / "js" / "search.js"
    full = read_site(site)
    index.with_name("full.json").write_text(json.dumps(full, separators=(",", ":")), encoding="utf-8")
    index.write_text(json.dumps({"config": full["config"], "docs": []}), encoding="utf-8")
    real = worker.with_name(worker.name.replace("search.", "real.", 1))
    worker.rename(real)
    worker.write_text(f'const real = "{real.name}";\n{ours.read_text(encoding="utf-8")}', encoding="utf-8")
