"""Where files of a page, or of a reader, run: in a folder of their own, on simulated time and a simulated network.

What they print is emitted while they run, in order, as `{"output": {"stream", "text"}}`.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import linecache
import logging
import os
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from prodready.browser.files import write_files
from prodready.kit import incident
from prodready.kit.host.guards import Guards
from prodready.kit.host.isolation import ProcessState, enter
from prodready.kit.host.swap import Name, Theirs, Turn
from prodready.kit.links import Files
from prodready.kit.links.simulated import Simulated

Emit = Callable[[dict[str, Any]], None]

HORIZON_S = 3600.0
"""Simulated seconds after which a run counts as waiting for ever: as long as `faults.FOREVER`."""

MAX_OUTPUT = 100_000
"""Characters of one run that are shown; the rest is dropped, and the reader is told."""

MAX_PIECES, LARGE = 1000, 4000
"""So many pieces are passed on as they come. After that they are collected until they have so many characters."""

ENVIRONMENT = {"HOME": "/home/you", "TZ": "UTC", "NO_COLOR": "1", "PYTHONUTF8": "1"}
"""All variables of a run, beside those that it sets itself; see `prodready.capture.environment`."""


class Sink:
    """Passes on what is written to both streams, in whole lines where it can.

    Args:
        emit: Gets the events.
        hidden: A text that is cut out of everything: the folder that the files lie in.
    """

    def __init__(self, emit: Emit, hidden: str) -> None:
        self._emit, self._hidden = emit, hidden
        self._stream, self._pending, self._shown, self._pieces = "stdout", "", 0, 0

    def write(self, stream: str, text: str) -> None:
        """Take `text` of `stdout` or `stderr`."""
        if self._shown > MAX_OUTPUT:
            return
        if stream != self._stream:
            self.flush()
            self._stream = stream
        self._pending += text
        whole, newline, rest = self._pending.rpartition("\n")
        if newline and (self._pieces < MAX_PIECES or len(whole) > LARGE):
            self._pending = rest
            self._pass_on(whole + newline)

    def nudge(self) -> None:
        """The program has flushed a stream: what there is shall be seen, unless that has been often enough."""
        if self._pieces < MAX_PIECES:
            self.flush()

    def flush(self) -> None:
        """Pass on what is no whole line yet."""
        if self._pending:
            text, self._pending = self._pending, ""
            self._pass_on(text)

    def _pass_on(self, text: str) -> None:
        self._pieces += 1
        room = MAX_OUTPUT - self._shown
        if room > 0:
            told = text.replace(self._hidden + os.sep, "").replace(self._hidden, ".")[:room]
            self._emit({"output": {"stream": self._stream, "text": told}})
            if len(told) == room:
                self._emit({"capped": {"limit": MAX_OUTPUT}})
        self._shown += len(text)


class Wire(io.RawIOBase):
    """The bytes below one of the two streams."""

    def __init__(self, stream: str, sink: Sink) -> None:
        self._stream, self._sink = stream, sink
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """Yes."""
        return True

    def flush(self) -> None:
        """As a program asks for it."""
        super().flush()
        self._sink.nudge()

    def write(self, data: Any) -> int:
        """Decode and pass on."""
        chunk = bytes(data)
        self._sink.write(self._stream, self._decoder.decode(chunk))
        return len(chunk)


class Stage:
    """A folder with files, and what they find around them while they run.

    Args:
        files: Names with `/` between folders, and texts.
        emit: Gets what is printed.

    Attributes:
        folder: Where the files lie, and where they run.
        world: The clock and the network.

    Raises:
        CourseError: If a name leads out of the folder.
    """

    def __init__(self, files: Mapping[str, str], emit: Emit) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="page-", ignore_cleanup_errors=True)
        self.folder = Path(self._temporary.name).resolve()
        try:
            write_files(self.folder, files)
        except BaseException:
            self.close()
            raise
        self.sink = Sink(emit, str(self.folder))
        self.link = Simulated(Files(module="_stage", path=self.folder))
        self.world = self.link.world
        self._guards = Guards(self.owns, shared=True)
        self._state = ProcessState()

    def owns(self, path: str) -> bool:
        """Whether a file is one of ours."""
        return path.startswith(str(self.folder))

    @property
    def ended(self) -> str:
        """The way in which the code tried to end the whole process, such as `os._exit(3)`; empty if it did not."""
        return self._guards.ended

    @property
    def status(self) -> int:
        """The exit status that the process would then have had."""
        return self._guards.status

    @contextlib.contextmanager
    def entered(self, limit: float = HORIZON_S) -> Iterator[None]:
        """Everything in place for one run of at most `limit` simulated seconds; as before when it is over."""
        environment, workdir = dict(os.environ), str(Path.cwd())
        self._guards.ended = ""
        enter(dict(ENVIRONMENT), str(self.folder))
        turn = Turn(Theirs(), self._stand_ins())
        sys.path.insert(0, str(self.folder))
        linecache.clearcache()
        try:
            with _fresh_root(), warnings.catch_warnings(), incident.simulated(self.link), self.world.running(limit):
                turn.start()
                yield
        finally:
            self.sink.flush()
            turn.end()
            enter(environment, workdir)
            self._forget()

    def _stand_ins(self) -> dict[Name, Any]:
        found: dict[Name, Any] = {}
        for name in ("stdout", "stderr"):
            wire: Any = Wire(name, self.sink)
            stream = io.TextIOWrapper(wire, "utf-8", "backslashreplace", newline="\n", write_through=True)
            found |= {(sys, name): stream, (sys, f"__{name}__"): stream}
        found |= {(sys, name): io.StringIO("") for name in ("stdin", "__stdin__")}
        return found | self._guards.stand_ins() | self.world.patches()

    def _forget(self) -> None:
        """Let the next run import everything anew."""
        for name, module in list(sys.modules.items()):
            if self.owns(getattr(module, "__file__", None) or ""):
                del sys.modules[name]
        for place in [place for place in sys.path_importer_cache if self.owns(place)]:
            del sys.path_importer_cache[place]
        self._state.restore()

    def where(self, stack: Iterable[traceback.FrameSummary] | None) -> str:
        """The innermost place of a stack that lies in one of the files, such as `broken.py:5`; empty if none does."""
        ours = [frame for frame in stack or () if self.owns(frame.filename)]
        return f"{Path(ours[-1].filename).relative_to(self.folder).as_posix()}:{ours[-1].lineno}" if ours else ""

    def close(self) -> None:
        """Remove the folder."""
        self._temporary.cleanup()


@contextlib.contextmanager
def _fresh_root() -> Iterator[None]:
    """The root logger as at the start of a program."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers[:] = []
    root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
