"""A notebook's page without what JupyterLab brings along: 600 kB of style sheets, scripts, and a loader of scripts from elsewhere.

What is left is text, code and outputs, as `lab.css` styles them. Widgets, formulas and diagrams in notebooks need more
than that, so they are not for labs.
"""

from __future__ import annotations

import re

_BODY = re.compile(r'<div class="jp-Notebook".*</div>\s*(?=<!-- jp-Notebook -->)', re.DOTALL)
_NEEDLESS = re.compile(
    r'<div class="zeroclipboard-container">.*?</clipboard-copy>\s*</div>'  # A copy button of its own …
    r'|<div class="clipboard-copy-txt".*?</div>'  # … with a second copy of the code.
    r'|<a class="anchor-link".*?</a>'
    r'|<div class="jp-Collapser[^"]*">\s*</div>'
    r'|<div class="jp-\w+Prompt[^"]*">.*?</div>',
    re.DOTALL,
)
_CELL = re.compile(r'(<div class="jp-(?:Cell-inputWrapper|RenderedText[^"]*)"[^>]*?) tabindex="0"')
_CODE = re.compile(r'<div class="highlight-ipynb hl-\w+"><pre><span></span>(.*?)</pre>', re.DOTALL)
_OUTPUT = re.compile(r'(<div class="jp-RenderedText[^>]*>\s*)<pre>')


def lighten(html: str) -> str:
    """The notebook alone, its code in the classes of the site; `html` itself if there is no notebook in it.

    Args:
        html: The content of a page as nbconvert's lab template and mkdocs-jupyter write it.
    """
    found = _BODY.search(html)
    if not found:
        return html
    body = _CELL.sub(r"\1", _NEEDLESS.sub("", found[0]))
    body = _CODE.sub(r'<div class="highlight" data-copy><pre tabindex="0"><code>\1</code></pre>', body)
    return _OUTPUT.sub(r'\1<pre tabindex="0">', body)
