"""Ways in which programs show their objects. It comes with the exercise: read it, do not change it.

Nobody means to show a secret with them. Debuggers, test runners, log set-ups and crash reporters use them on everything.
"""

import dataclasses
import json
import logging
import pickle
import pprint
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any


def fields(thing: Any) -> dict[str, Any]:
    """The fields of an object, as its library gives them: dataclass, pydantic, attrs, plain class."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return dataclasses.asdict(thing)
    if hasattr(thing, "model_dump"):
        return dict(thing.model_dump())
    if hasattr(thing, "__attrs_attrs__"):
        import attrs

        return attrs.asdict(thing)
    return vars(thing)


def as_json(thing: Any) -> str:
    """As a web service answers, and as many log set-ups write."""
    if hasattr(thing, "model_dump_json"):
        return str(thing.model_dump_json())
    return json.dumps(fields(thing), default=str)


def log_lines(thing: Any) -> str:
    """What a log file has of it: as an argument of the message, and as a field of a line of JSON."""
    record = logging.makeLogRecord({"msg": "started with %s", "args": (thing,), "settings": thing})
    return f"{logging.Formatter().format(record)}\n{json.dumps(vars(record), default=str)}"


WAYS: dict[str, Callable[[Any], str]] = {
    "repr": repr,
    "str": str,
    "format": lambda thing: f"{thing}",
    "percent": lambda thing: "%s %r" % (thing, thing),
    "pprint": pprint.pformat,
    "vars": lambda thing: repr(vars(thing)),
    "fields": lambda thing: repr(fields(thing)),
    "json": as_json,
    "log": log_lines,
    "pickle": lambda thing: pickle.dumps(thing).decode("latin-1"),
}


def show(way: str, thing: Any) -> str:
    """One of the ways. Where it does not work, the text of the error, which is shown then."""
    try:
        return WAYS[way](thing)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def crash_report(function: Callable[..., Any], *args: Any) -> str:
    """What a crash reporter sends when a call fails: all errors, with the local variables of the frames.

    Only the frames in the file of `function` are in it.
    """
    try:
        function(*args)
    except Exception as error:
        report = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "\n".join(_lines(report, sys.modules[function.__module__].__file__))
    return ""


def _lines(report: traceback.TracebackException | None, file: str | None) -> Iterator[str]:
    if report is None:
        return
    yield from _lines(report.__cause__ or (None if report.__suppress_context__ else report.__context__), file)
    for frame in report.stack:
        if frame.filename == file:
            known = ", ".join(f"{name}={text}" for name, text in (frame.locals or {}).items())
            yield f"{frame.name}: {known}"
    yield from report.format_exception_only()
