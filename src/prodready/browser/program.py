"""Runs the reader's own files as a program: what it prints as it prints it, and the status with which it ends."""

from __future__ import annotations

import runpy
import sys
import traceback
from collections.abc import Callable, Mapping
from time import monotonic  # private reference: a run replaces the module's
from typing import Any

from prodready.browser.stage import Emit, Stage
from prodready.errors import CourseError
from prodready.kit.host import runner
from prodready.kit.host.clock import Stuck
from prodready.kit.host.guards import ProcessEnded
from prodready.words import say

PATIENCE_S = 8.0
"""Real seconds without any output after which a program is ended: before the page, which knows no line, loses patience. On
a slow machine it is longer by as much as the page's patience."""

HEADER = "Traceback (most recent call last):\n"


def run(request: dict[str, Any], emit: Emit) -> None:
    """Run one program with an empty stdin, on simulated time.

    Args:
        request: `files` (name -> text), `main`: one of them, or the folder of a `__main__.py`; `args`, strings.
        emit: Gets `{"output": ...}` while it runs, `{"capped": ...}` once there is too much, and in the end
            `{"exit": {"status", "how"}}`: None, and why, if it had to be ended.

    Raises:
        CourseError: If there is no such file, or a name leads out of the folder.
    """
    main = _main(request["files"], request["main"])
    last, running = monotonic(), True

    def heard(event: dict[str, Any]) -> None:
        nonlocal last
        emit(event)
        last = monotonic()
        if runner.ALARM and running:  # not for its last words, after its end
            runner.ALARM(PATIENCE_S)

    stage = Stage(request["files"], heard)
    script, status = str(stage.folder / main), list[int | None]()
    try:
        with stage.entered():
            sys.argv[:] = [script, *request.get("args", [])]
            stack = runner.run_inline(lambda: status.append(status_of(stage, lambda: _start(script))), PATIENCE_S)
            running, silent = False, monotonic() - last if stack else 0.0
            if stack:
                status = [None]
                sys.stderr.write(HEADER + "".join(traceback.format_list(_own(stage, stack))))
        emit({"exit": {"status": status[0] if status else None, "how": _how(stage, silent)}})
    finally:
        stage.close()


def _main(files: Mapping[str, str], name: str) -> str:
    found = next((file for file in (name, f"{name}/__main__.py") if file in files), "")
    if not found:
        raise CourseError(say("runner.no_main", name=name), hint=say("runner.no_main_hint"))
    return found


def _how(stage: Stage, silent: float) -> str:
    """Why it had to be ended; empty if it ended by itself. `silent`: seconds for which it had computed when it was."""
    if silent:
        return say("runner.waited", seconds=round(silent))
    if stage.world.stuck:
        return say("runner.waits", place=stage.where(stage.world.stuck))
    return ""


def _start(script: str) -> None:
    runpy.run_path(script, run_name="__main__")


def status_of(stage: Stage, work: Callable[[], object]) -> int | None:
    """Do `work` on the stage, and say with which status a process would have ended; None if it would wait for ever."""
    try:
        work()
    except SystemExit as leave:
        if leave.code is None or isinstance(leave.code, int):
            return (leave.code or 0) & 0xFF
        sys.stderr.write(f"{leave.code}\n")
        return 1
    except runner.GivenUp:
        raise
    except (Stuck, ProcessEnded):
        return None if stage.world.stuck else stage.status
    except BaseException as error:  # noqa: BLE001  whatever a program dies of
        sys.stderr.write("".join(_account(stage, error).format()))
        return 1
    return stage.status if stage.ended else None if stage.world.stuck else 0


def _account(stage: Stage, error: BaseException) -> traceback.TracebackException:
    """What Python would print, without the frames of libraries: they have no source here."""
    account = traceback.TracebackException.from_exception(error)
    _keep_own(stage, account)
    return account


def _keep_own(stage: Stage, account: traceback.TracebackException) -> None:
    account.stack[:] = _own(stage, account.stack)
    for other in (account.__cause__, account.__context__, *(account.exceptions or ())):
        if other is not None:
            _keep_own(stage, other)


def _own(stage: Stage, stack: traceback.StackSummary) -> list[traceback.FrameSummary]:
    return [frame for frame in stack if stage.owns(frame.filename)]
