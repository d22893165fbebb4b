"""Stand-ins for stdin, stdout and stderr that keep a bounded amount of what learner code writes."""

from __future__ import annotations

import io

MAX_TEXT = 20_000
"""Characters of one text that are kept; endless output costs time, not memory."""


def clip(value: object) -> str:
    """The text of `value`, at most `MAX_TEXT` characters."""
    return str(value)[:MAX_TEXT]


class BoundedBytes(io.BytesIO):
    """A byte buffer that silently drops what exceeds the bound, as a full terminal would scroll it away."""

    def write(self, data: object) -> int:
        """Append at the end; the count is of the bytes offered, so that callers carry on."""
        chunk = bytes(data)  # type: ignore[call-overload]
        self.seek(0, io.SEEK_END)
        room = MAX_TEXT * 4 - self.tell()
        if room > 0:
            super().write(chunk[:room])
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
        text = self._bytes.getvalue().decode("utf-8", "replace")
        self._bytes = BoundedBytes()
        return clip(text)


def empty_stdin() -> io.TextIOWrapper:
    """A stdin that is at its end."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
