"""The theme's style sheet loses what no page needs, and nothing else."""

from __future__ import annotations

import pytest

from prodready.themecss import without_absent


@pytest.mark.parametrize(
    ("css", "lighter"),
    [
        (".tabbed-set{color:red}.md-nav{color:blue}", ".md-nav{color:blue}"),
        (".tabbed-set,.md-nav{color:red}", ".tabbed-set,.md-nav{color:red}"),
        (".tabbed-set>a,.admonition:hover{color:red}", ""),
        (".md-typeset a:not(.md-source){color:red}", ".md-typeset a:not(.md-source){color:red}"),
        (":is(.admonition,details){color:red}", ":is(.admonition,details){color:red}"),
        ("@media print{.tabbed-set{color:red}}.a{b:c}", ".a{b:c}"),
        ("@media print{.tabbed-set{color:red}.a{b:c}}", "@media print{.a{b:c}}"),
        (
            ':root{--md-x:url("data:,1;2");--md-y:url("data:,3")}.a{b:var(--md-y)}.tabbed{b:var(--md-x)}',
            ':root{--md-y:url("data:,3")}.a{b:var(--md-y)}',
        ),
        (":root{--md-x:3px}", ":root{--md-x:3px}"),
    ],
)
def test_rules(css: str, lighter: str) -> None:
    """A rule goes when each of its selectors needs a class that no page has; an icon goes with the last rule that shows it."""
    assert without_absent(css) == lighter
