"""What the theme's style sheet leaves out is on no page."""

from __future__ import annotations

import re

import pytest

from prodready.themecss import ABSENT

CLASSES = re.compile(r'class="?([^">]*)')


@pytest.mark.requires("chromium")
def test_no_page_has_what_is_left_out(site, site_folder):
    """A page that uses one of these classes again would be shown without its rules: take the name out of `ABSENT`."""
    pages = sorted(site_folder.rglob("*.html"))
    used = {
        f"{page.relative_to(site_folder)}: {name}"
        for page in pages
        for classes in CLASSES.findall(page.read_text(encoding="utf-8"))
        for name in classes.split()
        if any(absent in name for absent in ABSENT)
    }

    assert pages
    assert sorted(used) == []
