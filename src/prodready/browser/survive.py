"""The fault lab: a function of the reader's own, called once under each of the kit's faults, and what became of it.

Only this is told: whether the call ended, when, and with what. Whether a value is the right one, only its author knows.
"""

from __future__ import annotations

import ast
import asyncio
import importlib
import inspect
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from prodready.browser.stage import Emit, Stage
from prodready.errors import CourseError
from prodready.kit import faults
from prodready.kit.faults import Steps
from prodready.kit.host.clock import Stuck
from prodready.kit.host.guards import ProcessEnded
from prodready.kit.host.streams import clip
from prodready.words import say

SLOW_S, DRIP_S, EVERY_S = 30.0, 60.0, 0.5
"""Simulated seconds; waiting costs nothing, so they outlive every limit that a reader is likely to have."""

SHOWN = 300
"""Characters of a value or of a message that are told."""

GOOD = '{"cents": 495}'
"""The body of a good answer, unless the reader gives another."""


@dataclass(frozen=True)
class Fault:
    """One of the faults that can be chosen.

    Args:
        code: What plays it, as a suite writes it.
        answers: Makes the server's answers from the body of a good one; no answers: nobody listens.
    """

    code: str
    answers: Callable[[bytes], tuple[Steps, ...]]


FAULTS: Mapping[str, Fault] = {
    "good": Fault("faults.reply(200, body)", lambda body: (faults.reply(200, body),)),
    "status_503": Fault("faults.status(503)", lambda body: (faults.status(503),)),
    "status_404": Fault("faults.status(404)", lambda body: (faults.status(404),)),
    "html": Fault("faults.html()", lambda body: (faults.html(),)),
    "null": Fault("faults.json(None)", lambda body: (faults.json(None),)),
    "redirect": Fault('faults.redirect("/login")', lambda body: (faults.redirect("/login"), faults.html())),
    "twice": Fault(
        "faults.status(503), faults.status(503), good",
        lambda body: (faults.status(503), faults.status(503), faults.reply(200, body)),
    ),
    "slow": Fault("faults.slow(30, good)", lambda body: (faults.slow(SLOW_S, faults.reply(200, body)),)),
    "hang": Fault("faults.hang()", lambda body: (faults.hang(),)),
    "stall": Fault("faults.stall()", lambda body: (faults.stall(),)),
    "drip": Fault("faults.drip(seconds=60, every=0.5)", lambda body: (faults.drip(DRIP_S, EVERY_S, body),)),
    "truncated": Fault("faults.truncated(body)", lambda body: (faults.truncated(body),)),
    "reset": Fault("faults.reset()", lambda body: (faults.reset(),)),
    "refused": Fault("no answers", lambda body: ()),
}
"""By the name that a request gives; in the order in which the page shows them."""


def run(request: dict[str, Any], emit: Emit) -> None:
    """Call one function once under each fault, each time in modules that are imported anew.

    Args:
        request: `files` (name -> text), `file` (one of the names), `function` in it, `path` (put behind the server's
            address, which is the first argument), `arguments` (the others, as Python writes them between brackets), `body`
            (of a good answer; `GOOD` by default), `faults` (names).
        emit: Gets for each fault `{"survived": {"fault", "how", "value", "where", "seconds", "requests"}}`: `how` is
            `returned`, `raised`, `left` (it ended the whole program) or `waits` (for more than an hour, so for ever);
            `value` what it returned or raised, as text; `where` the line of the reader that waits or raised, as
            `broken.py:5`; `seconds` are simulated. And `output`, as of every run.

    Raises:
        CourseError: If there is no such fault or function, or the arguments are no literals.
    """
    unknown = [name for name in request["faults"] if name not in FAULTS]
    if unknown:
        raise CourseError(say("playground.no_fault", name=unknown[0]), hint=", ".join(FAULTS))
    arguments = parsed(request.get("arguments", ""))
    stage = Stage(request["files"], emit)
    try:
        for name in request["faults"]:
            emit({"survived": {"fault": name} | _called(stage, name, request, arguments)})
    finally:
        stage.close()


def parsed(text: str) -> tuple[list[Any], dict[str, Any]]:
    """Arguments that are written as in a call, such as `"s3cret", 17, deadline_s=0.5`.

    Raises:
        CourseError: If they are anything but literals.
    """
    try:
        call = ast.parse(f"f({text}\n)", mode="eval").body
        assert isinstance(call, ast.Call)
        values = [ast.literal_eval(value) for value in call.args]
        named = {word.arg or "**": ast.literal_eval(word.value) for word in call.keywords}
        assert "**" not in named
    except (AssertionError, ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        raise CourseError(
            say("playground.bad_arguments", text=text), hint=say("playground.bad_arguments_hint")
        ) from None
    return values, named


def _called(
    stage: Stage, name: str, request: dict[str, Any], arguments: tuple[list[Any], dict[str, Any]]
) -> dict[str, Any]:
    """One call under one fault, told as data."""
    body = str(request.get("body") or GOOD).encode()
    server = stage.world.listen(FAULTS[name].answers(body))
    positional, named = arguments
    url = server.url + str(request.get("path", ""))
    started = stage.world.now
    with stage.entered():
        function = _function(request["file"], request["function"])
        _require_callable_with(function, url, *positional, **named)
        started = stage.world.now
        told = _outcome(stage, lambda: _result(function, url, *positional, **named))
    seconds = round(stage.world.now - started, 3)
    requests = len(server.requests)
    server.close()
    return told | {"seconds": seconds, "requests": requests}


def _function(file: str, name: str) -> Callable[..., Any]:
    module = PurePosixPath(file).with_suffix("").as_posix().replace("/", ".")
    try:
        found: Any = getattr(importlib.import_module(module), name, None)
    except Exception as error:
        message = say("playground.not_imported", file=file, error=f"{type(error).__name__}: {error}")
        raise CourseError(message, hint=say("playground.not_imported_hint")) from error
    if not callable(found):
        raise CourseError(say("playground.no_function", file=file, name=name))
    called: Callable[..., Any] = found
    return called


def _require_callable_with(function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """A call with the wrong number of arguments would say nothing about any fault.

    Raises:
        CourseError: If the function does not take these arguments.
    """
    try:
        inspect.signature(function).bind(*args, **kwargs)
    except TypeError as error:
        message = say("playground.not_called", name=function.__name__, error=error)
        raise CourseError(message, hint=say("playground.not_called_hint")) from error
    except ValueError:  # a callable without a signature
        return


def _result(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    result = function(*args, **kwargs)
    return asyncio.run(result) if inspect.iscoroutine(result) else result


def _outcome(stage: Stage, work: Callable[[], Any]) -> dict[str, Any]:
    how, value, trace = "returned", "", None
    try:
        value = repr(work())
    except (Stuck, ProcessEnded, SystemExit, KeyboardInterrupt) as left:
        how, value, trace = "left", stage.ended or repr(left), left.__traceback__
    except BaseException as error:  # noqa: BLE001  whatever the reader's code raises is a result
        how, value, trace = "raised", f"{_named(error)}: {error}", error.__traceback__
    if stage.world.stuck:
        return {"how": "waits", "value": "", "where": stage.where(stage.world.stuck)}
    return {"how": how, "value": clip(value)[:SHOWN], "where": stage.where(traceback.extract_tb(trace))}


def _named(error: BaseException) -> str:
    """The class of an error, with its module unless that is `builtins` or the reader's own."""
    kind = type(error)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
