"""Runs a program of a page, the very same file that `prodready capture` runs, where there is neither a network nor time to wait."""

from __future__ import annotations

import runpy
import sys
from typing import Any

from prodready.browser.program import status_of
from prodready.browser.stage import Emit, Stage


def run(request: dict[str, Any], emit: Emit) -> None:
    """Call the `main()` of one program, emitting what it prints, and in the end how it ended.

    Args:
        request: `files` (name -> text), and `script`, one of the names.
        emit: Gets `{"output": ...}` while it runs, then `{"incident": {"status", "seconds", "waits"}}`: the exit status, or
            None if it would wait for ever; its simulated seconds; where it waits, as `broken.py:5`.

    Raises:
        CourseError: If a name of a file leads out of the folder.
    """
    stage = Stage(request["files"], emit)
    script = str(stage.folder / request["script"])
    try:
        with stage.entered():
            sys.argv[:] = [script]
            status = status_of(stage, lambda: _call_main(script))
        waits = stage.where(stage.world.stuck)
        emit({"incident": {"status": status, "seconds": round(stage.world.elapsed, 3), "waits": waits}})
    finally:
        stage.close()


def _call_main(script: str) -> None:
    runpy.run_path(script)["main"]()
