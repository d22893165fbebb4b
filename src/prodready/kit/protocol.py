"""The shape of a report. It comes from the submission's process: nothing in it is taken on trust, not even its shape."""

from __future__ import annotations

from math import isfinite
from typing import Any

BROKEN = "it broke the protocol"
ANY = object()
MAX_NESTING = 8
ERROR_SHAPE = {
    "types": [str], "message": str, "repr": str, "notes": [str], "frames": [[ANY]],
    "cause": ANY, "context": ANY, "suppressed": bool, "children": [ANY],
}  # fmt: skip
REPORT_SHAPE = {
    "events": [{"level": int, "text": str, "fields": dict, "traceback": str}],
    "stdout": str, "stderr": str, "changes": [str], "args": list, "value": ANY, "error": ANY,
    "stuck": [[ANY]], "gone": str, "at": [ANY], "elapsed": (int, float), "sleeps": [(int, float)],
}  # fmt: skip


class BrokenProtocol(Exception):
    """The other side sent what none of our code sends."""


def is_sound(report: Any) -> bool:
    """Whether a report has the shape that the host gives it."""
    if not _fits(report, REPORT_SHAPE) or not _is_error(report.get("error")):
        return False
    if not all(isfinite(seconds) for seconds in (report.get("elapsed", 0), *report.get("sleeps", ()))):
        return False
    places = [*report.get("stuck", ()), *([report["at"]] if report.get("at") else [])]
    return all(_is_frame(frame) for frame in places)


def _fits(data: Any, shape: Any) -> bool:
    if shape is ANY:
        return True
    if isinstance(shape, list):
        return type(data) is list and all(_fits(item, shape[0]) for item in data)
    if isinstance(shape, dict):
        return type(data) is dict and set(data) <= set(shape) and all(_fits(v, shape[k]) for k, v in data.items())
    return isinstance(data, shape)


def _is_error(data: Any, depth: int = 0) -> bool:
    if data is None:
        return True
    if depth > MAX_NESTING or not _fits(data, ERROR_SHAPE) or set(data) != set(ERROR_SHAPE) or not data["types"]:
        return False
    attached = (data["cause"], data["context"], *data["children"])
    return all(_is_frame(f) for f in data["frames"]) and all(_is_error(other, depth + 1) for other in attached)


def _is_frame(frame: list[Any]) -> bool:
    return len(frame) == 4 and type(frame[0]) is str and type(frame[2]) is str and type(frame[3]) is str
