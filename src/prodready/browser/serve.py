"""The one door of Python in the browser: a request comes in as JSON, events go out as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

from prodready.errors import CourseError

Data = dict[str, Any]
Emit = Callable[[Data], None]

VERBS = ("grade", "program", "incident", "survive", "tests")
"""What a request may ask for in `do`: each is a module of this package with `run(request, emit)`."""

_dumps, _loads = json.dumps, json.loads  # private references: learner code may replace the module's


def handle(request_json: str, emit: Callable[[str], None]) -> None:
    """Serve one request.

    Args:
        request_json: An object with `do`, one of `VERBS`, and what that verb needs; see its module.
        emit: Gets each event as JSON text, while the work goes on.
    """

    def emit_event(event: Data) -> None:
        emit(_dumps(event))

    try:
        request = _loads(request_json)
        _module(request["do"]).run(request, emit_event)
    except CourseError as error:
        emit_event({"error": {"message": error.message, "hint": error.hint}})


def _module(verb: str) -> Any:
    if verb not in VERBS:
        raise CourseError(f"`{verb}` cannot be done here.", hint=f"Known are {', '.join(VERBS)}.")
    return import_module(f"prodready.browser.{verb}")
