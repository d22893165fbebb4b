"""What a terminal can do: colours and clearing, for those who want them. Words always stand beside colours."""

from __future__ import annotations

import os
from typing import Literal, TextIO

Style = Literal["bold", "green", "yellow", "faint"]
CODES: dict[Style, int] = {"bold": 1, "green": 32, "yellow": 33, "faint": 2}
CLEAR = "\x1b[2J\x1b[H"
"""The screen only: what has scrolled away stays readable."""

# The older console of Windows shows escape sequences as letters.
WINDOWS_TERMINALS = ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM_PROGRAM", "TERM")


def understands_escapes(stream: TextIO) -> bool:
    """Whether escape sequences are understood: by a person's terminal, never by a file, a pipe or a dumb terminal."""
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return os.name != "nt" or any(name in os.environ for name in WINDOWS_TERMINALS)


def paint(text: str, style: Style, stream: TextIO) -> str:
    """`text` in a style; as it is where colours are not understood or not wanted (`NO_COLOR`, see no-color.org)."""
    if os.environ.get("NO_COLOR") or not understands_escapes(stream):
        return text
    return f"\x1b[{CODES[style]}m{text}\x1b[0m"


def clear(stream: TextIO) -> None:
    """Clear a person's terminal; do nothing to anything else."""
    if understands_escapes(stream):
        stream.write(CLEAR)
        stream.flush()
