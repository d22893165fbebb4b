"""Stand-ins for stdin, stdout and stderr that keep a bounded amount of what learner code writes."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from threading import current_thread  # private references: learner code may replace the module's
from typing import Any

from prodready.kit.host.runner import SPENT

MAX_TEXT = 20_000
"""Characters of one text that are kept; endless output costs time, not memory."""

_dup, _dup2, _open, _close = os.dup, os.dup2, os.open, os.close


def clip(value: object) -> str:
    """The text of `value`, at most `MAX_TEXT` characters."""
    return str(value)[:MAX_TEXT]


class BoundedBytes(io.BytesIO):
    """A byte stream that silently drops what exceeds the bound, as a full terminal would scroll it away.

    Attributes:
        kept: What was written. It outlives `close()`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kept = bytearray()

    def write(self, data: object) -> int:
        """Append at the end; the count is of the bytes offered, so that callers carry on.

        What threads of an earlier check still write belongs to nobody.
        """
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        chunk = bytes(data)  # type: ignore[call-overload]
        room = MAX_TEXT * 4 - len(self.kept)
        if room > 0 and current_thread() not in SPENT:
            self.kept += chunk[:room]
        return len(chunk)


class Tap(io.TextIOBase):
    """Stands in for stdout or stderr; has a `buffer` as the real one does."""

    def __init__(self) -> None:
        self._bytes = BoundedBytes()

    @property
    def buffer(self) -> BoundedBytes:
        """The byte stream below the text."""
        return self._bytes

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """UTF-8, on every system."""
        return "utf-8"

    @property
    def errors(self) -> str:  # type: ignore[override]
        """What the real stderr does with what cannot be encoded."""
        return "backslashreplace"

    def write(self, text: str) -> int:
        """Keep the text; raises `ValueError` after `close()`, as a real stream does."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        self._bytes.write(text.encode("utf-8", "backslashreplace"))
        return len(text)

    def writable(self) -> bool:
        """Yes."""
        return True

    def drain(self) -> str:
        """What was written since the last call."""
        text = self._bytes.kept.decode("utf-8", "replace")
        self._bytes.kept = bytearray()
        return clip(text)


def stdin_with(data: bytes = b"") -> io.TextIOWrapper:
    """A stdin that holds `data`, and ends then."""
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")


@contextlib.contextmanager
def quiet_descriptors() -> Iterator[frozenset[int]]:
    """Let descriptors 1 and 2 lead nowhere: what is written below Python, or by child processes, is nobody's output.

    Yields:
        The descriptors that are needed to undo it.
    """
    saved: dict[int, int] = {}
    nowhere = _open(os.devnull, os.O_WRONLY)
    for fd in (1, 2):
        with contextlib.suppress(OSError):  # this process may have been started without it
            saved[fd] = _dup(fd)
            _dup2(nowhere, fd)
    try:
        yield frozenset({nowhere, *saved.values()})
    finally:
        for fd, copy in saved.items():
            _dup2(copy, fd)
            _close(copy)
        _close(nowhere)


def flush_all(*streams: Any) -> None:
    """What learner code put in place of the streams may hold text back."""
    for stream in streams:
        with contextlib.suppress(BaseException):  # also a stream of its own making
            stream.flush()
