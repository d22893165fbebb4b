"""How pytest is set up for hidden suites: alike in every runtime, blind to the machine's own configuration."""

from __future__ import annotations

import os
from pathlib import Path

_MISSING_IN_PYODIDE = ("debugging", "doctest", "junitxml", "pastebin", "stepwise", "legacypath", "setuponly")
_UNWANTED = ("cacheprovider", "terminal", "faulthandler", "threadexception", "unraisableexception")


def session_options(suites: Path, *, in_pyodide: bool) -> list[str]:
    """Arguments for `pytest.main` that grades many submissions in one session.

    Args:
        suites: The folder that all suites lie in; module names are derived from it.
        in_pyodide: Leave out plugins that import what Pyodide lacks.
    """
    unwanted = _UNWANTED + (_MISSING_IN_PYODIDE if in_pyodide else ())
    blocked = [part for name in unwanted for part in ("-p", f"no:{name}")]
    place = ["--rootdir", str(suites), "--confcutdir", str(suites)]
    # Nothing is written below Python there, and exchanging descriptors takes a tenth of the time of a check.
    quick = ["--capture=sys"] if in_pyodide else []
    return [*blocked, *quick, "-c", os.devnull, "--noconftest", "--import-mode=importlib", *place]
