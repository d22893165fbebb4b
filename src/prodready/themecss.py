"""Makes the theme's style sheet lighter: every page loads it, and a third of it is about things that this site does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

ABSENT = (
    "admonition", "annotation", "consent", "critic", "feedback", "footnote", "highlighttable", "linenodiv", "md-author",
    "md-banner", "md-pagination", "md-path", "md-post", "md-select", "md-social", "md-source", "md-status", "md-tag",
    "md-version", "tabbed", "task-list",
)  # fmt: skip
"""Parts of the names of classes that no page has; `tests/web/test_theme.py` looks at all of them."""

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_EMPTY = re.compile(r"@(?:media|supports)[^{}]*\{\}")
_ICON = re.compile(r"(--md-[\w-]+):url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)(?:;|(?=\}))")
_NOT = re.compile(r":not\([^)]*\)")


def without_absent(css: str) -> str:
    """A minified style sheet without the rules for `ABSENT`, and without the icons that only those rules show.

    A rule goes when each of its selectors needs such a class. What is in doubt stays, such as `:is(.admonition, details)`.
    """
    kept = _RULE.sub(lambda rule: "" if all(map(_is_absent, _selectors(rule[1]))) else rule[0], css)
    return _EMPTY.sub("", _ICON.sub(lambda icon: icon[0] if f"var({icon[1]}" in kept else "", kept))


def _is_absent(selector: str) -> bool:
    needed = _NOT.sub("", selector)
    return ":is(" not in needed and ":where(" not in needed and any(name in needed for name in ABSENT)


def _selectors(prelude: str) -> Iterator[str]:
    """The parts of a list of selectors; commas in brackets do not part them."""
    depth, start = 0, 0
    for place, letter in enumerate(prelude):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            yield prelude[start:place]
            start = place + 1
    yield prelude[start:]
