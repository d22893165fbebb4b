"""Errors and stacks as plain data."""

from __future__ import annotations

import inspect
import linecache
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from prodready.kit.host.streams import clip

HERE = str(Path(__file__).parent)
MAX_FRAMES = 30
MAX_WRAPPERS = 20

Label = Callable[[str], str]
"""From a file's path to what a suite sees of it: `yours/fetch.py`, `given/gateway.py`, `<gateway>` or `library/file.py`."""


def describe_error(error: BaseException | None, label: Label, depth: int = 0) -> dict[str, Any] | None:
    """Everything that a check may ask about an error and about what is attached to it.

    Class names are bare for builtins and for the learner's own classes, dotted for all others.
    """
    if error is None or depth > 5:
        return None
    try:
        return _described(error, label, depth)
    except BaseException as broken:  # what is described is the learner's own class
        return _unprintable(type(broken).__name__)


def _described(error: BaseException, label: Label, depth: int) -> dict[str, Any]:
    try:
        message, shown = str(error), repr(error)
    except BaseException as broken:
        message = shown = f"<unprintable: {type(broken).__name__}>"

    def below(other: BaseException | None) -> dict[str, Any] | None:
        return describe_error(other, label, depth + 1)

    children = list(error.exceptions)[:20] if isinstance(error, BaseExceptionGroup) else []
    return {
        "types": [_class_name(kind, label) for kind in type(error).__mro__ if kind is not object],
        "message": clip(message),
        "repr": clip(shown),
        "notes": [clip(note) for note in getattr(error, "__notes__", ())],
        "frames": describe_frames(traceback.extract_tb(error.__traceback__), label) + _syntax_frame(error, label),
        "cause": below(error.__cause__),
        "context": below(error.__context__),
        "suppressed": error.__suppress_context__,
        "children": [below(child) for child in children],
    }


def _unprintable(why: str) -> dict[str, Any]:
    told = f"<unprintable: {why}>"
    attached: dict[str, Any] = {"cause": None, "context": None, "suppressed": False, "children": []}
    return {"types": ["BaseException"], "message": told, "repr": told, "notes": [], "frames": [], **attached}


def describe_frames(stack: Iterable[traceback.FrameSummary], label: Label) -> list[list[Any]]:
    """[file, line, function, source] of each frame, outermost first, without the frames of this package."""
    frames = [frame for frame in stack if not frame.filename.startswith(HERE)]
    return [[label(f.filename), f.lineno or 0, f.name, clip(_source(f))] for f in frames[-MAX_FRAMES:]]


def _source(frame: traceback.FrameSummary) -> str:
    return linecache.getline(frame.filename, frame.lineno or 0).strip()


def _syntax_frame(error: BaseException, label: Label) -> list[list[Any]]:
    """A syntax error has no frame of its own file; it names the line itself."""
    if not isinstance(error, SyntaxError) or not error.filename:
        return []
    return [[label(error.filename), error.lineno or 0, "", clip((error.text or "").strip())]]


def _class_name(kind: type, label: Label) -> str:
    module = sys.modules.get(kind.__module__)
    own = label(getattr(module, "__file__", None) or "").startswith("yours/")
    return kind.__name__ if own or kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def definition(function: Any, label: Label) -> list[Any]:
    """The frame-like place where a function is defined; empty for what is not Python code. Runs no learner code."""
    for _ in range(MAX_WRAPPERS):
        inner = (
            function.__func__ if type(function) is MethodType else inspect.getattr_static(function, "__wrapped__", None)
        )
        if inner is None:
            break
        function = inner
    if type(function) is not FunctionType:
        return []
    code = function.__code__
    line = code.co_firstlineno
    while linecache.getline(code.co_filename, line).lstrip().startswith("@"):
        line += 1
    return [label(code.co_filename), line, code.co_name, clip(linecache.getline(code.co_filename, line).strip())]
