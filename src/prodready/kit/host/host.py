"""Executes requests against the learner's code: a dict comes in, a dict goes out."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import inspect
import json
import linecache
import logging
import threading
from collections.abc import Callable
from typing import Any

from prodready.kit.host.border import Border, Callback
from prodready.kit.host.clock import SimClock
from prodready.kit.host.codec import EARLIER, MAX_FRAME, TOO_LARGE, TooLarge
from prodready.kit.host.describe import definition, describe_error, describe_frames
from prodready.kit.host.guards import Guards, ProcessEnded
from prodready.kit.host.isolation import PREPARED, ProcessState, differences, observe
from prodready.kit.host.logs import LogSink
from prodready.kit.host.runner import Runner
from prodready.kit.host.sources import Sources
from prodready.kit.host.streams import flush_all
from prodready.kit.host.stubs import consume, fields_of
from prodready.kit.host.surroundings import Surroundings

Data = dict[str, Any]

_dumps, _getattr = json.dumps, getattr  # private references: learner code may replace the originals


class Host:
    """One submission, ready to be called.

    Args:
        sources: Its files.
        callback: Asks the suite on behalf of a fake; gets {"fake", "method", "args", "kwargs"}, returns encoded data.
        guarded: Whether the suite lives in the same process and has to be protected from it.

    Attributes:
        debug: Run without a limit and on the real streams, so that `breakpoint()` works.
        last_error: The last exception that left learner code, for a debugger in the same process.
    """

    def __init__(self, sources: Sources, callback: Callback, *, guarded: bool) -> None:
        self.sources = sources
        self.border = Border(callback)
        self.guards = Guards(lambda file: sources.label(file).startswith("yours/"), shared=guarded)
        self.log = LogSink()
        self.runner, self.debug = Runner(), False
        self.clock: SimClock | None = None
        self.state = ProcessState()
        self.around = Surroundings(self.guards, sources.beside())
        self.level = logging.INFO
        self.code: Any = None
        self.changes: list[str] = []
        self._before: dict[str, str] = {}
        self.over = False
        self.last_error: BaseException | None = None

    # ---- requests

    def respond(self, request: Data) -> str:
        """As `handle`, as JSON within the bound."""
        frame = _dumps(self.handle(request))
        return frame if len(frame) <= MAX_FRAME else _dumps({"gone": TOO_LARGE})

    def handle(self, request: Data) -> Data:
        """Do what `request["op"]` says: reset, clock, environ, load, files, get, given, items, fields or call."""
        op = request["op"]
        if op == "reset":
            return self.reset(request["level"])
        if op == "clock":
            return self._move_clock(request["advance"], request["jump"])
        if op == "environ":
            self.around.environment.update(request["set"])
            return {}
        if op == "load":
            return self.run(self.load, request, before=self.prepare_load, after=self.loaded)
        works: dict[str, Callable[[], Any]] = {
            "files": lambda: self.around.files(request["what"], request["with"]),
            "get": lambda: _getattr(self._target(request), request["name"]),
            "given": lambda: importlib.import_module(request["name"]),
            "items": lambda: consume(self.border.refs[request["ref"]], request["most"]),
            "fields": lambda: fields_of(self.border.refs[request["ref"]]),
        }
        return self.run(works[op], request) if op in works else self._call(request)

    def _call(self, request: Data) -> Data:
        called: list[Any] = []
        args: list[Any] = []
        kwargs: Data = {}

        def before() -> None:
            args.extend(self.border.decode(a) for a in request["args"])
            kwargs.update((k, self.border.decode(v)) for k, v in request["kwargs"].items())

        def work() -> Any:
            target = self._target(request)
            called.append(target if request["name"] == "()" else _getattr(target, request["name"]))
            result = called[0](*args, **kwargs)
            return asyncio.run(result) if inspect.iscoroutine(result) else result

        report = self.run(work, request, args, before)
        return report | {"at": definition(called[0], self.sources.label) if called else []}

    def _target(self, request: Data) -> Any:
        return self.border.refs[request["ref"]] if request.get("ref") else self.code

    def _move_clock(self, advance: float, jump: float) -> Data:
        self.clock = self.clock or SimClock()
        self.clock.now += advance
        self.clock.epoch += jump
        return {"now": self.clock.now}

    def prepare_load(self) -> None:
        """Set libraries up as a host application does, and remember them as they are."""
        libraries = self.sources.imported_libraries()
        for library in sorted(libraries & PREPARED):
            with contextlib.suppress(ImportError):
                importlib.import_module(library)
        self.state.watch_libraries()
        self.log.install(self.level, libraries)
        self._before = observe(self.runner.thread) | {"root handlers": "[]"}

    def load(self) -> Any:
        """Import the submission."""
        with self.log.as_last_resort(self.level):
            self.code = importlib.import_module(self.sources.module)
        return self.code

    def loaded(self) -> None:
        """See what the import did to the process, and be the host application again."""
        if self.code is None:
            return
        self.changes = differences(self._before, observe(self.runner.thread) | self.log.seen_on_root())
        if self.level:
            self.log.install(self.level, self.sources.imported_libraries())

    # ---- running

    def run(
        self,
        work: Callable[[], Any],
        request: Data,
        args: list[Any] | None = None,
        before: Callable[[], None] = lambda: None,
        after: Callable[[], None] = lambda: None,
    ) -> Data:
        """Run `work` in the check's surroundings and report what became of it.

        Args:
            work: Runs learner code.
            request: Its `limit` and `real` are seconds, simulated and real ones; `clock` says whether time is simulated.
            args: What `work` passes to learner code, to be seen again after it.
            before: Called on the same thread before, when nothing that learner code has replaced is in place.
            after: Called on the same thread afterwards, when this is so again.
        """
        if self.over:
            return {"gone": EARLIER}
        if request.get("clock") and self.clock is None:
            self.clock = SimClock()
        clock = self.clock if request.get("clock") else None
        box: list[Data] = []
        self.border.asked = 0
        with (
            self.around.entered(clock.patches() if clock else {}, debug=self.debug) as turn,
            contextlib.ExitStack() as stack,
        ):

            def body() -> None:
                error = value = None
                try:
                    before()
                    turn.start()
                    value = work()
                except BaseException as raised:  # whatever learner code raises is a result
                    error = raised
                turn.settle()
                if turn.ended:  # it was given up, and nobody waits for it
                    return
                flush_all(*turn.streams)
                after()
                box.append(self._result(value, error, args or []))

            if clock:
                stack.enter_context(clock.running(request["limit"]))
            stuck = self.runner.run(body, None if self.debug else request["real"])
        report = self._emitted()
        if clock:
            report |= {"elapsed": clock.elapsed, "sleeps": clock.sleeps[:1000]}
            stuck = clock.stuck or stuck
        return report | self._judged(box, stuck)

    def _emitted(self) -> Data:
        """What came out of learner code beside its result."""
        out, err = self.around.out.drain(), self.around.err.drain()
        return {"events": self.log.take(), "stdout": out, "stderr": err, "changes": list(self.changes)}

    def _judged(self, box: list[Data], stuck: Any) -> Data:
        """Exactly one of gone, stuck, error and value. After the first two nothing is left to be asked."""
        if self.guards.ended:
            self.over = True
            return {"gone": self.guards.ended}
        if stuck is not None or not box:
            self.over = True
            return {"stuck": describe_frames(stuck or (), self.sources.label)}
        return box[0]

    def _result(self, value: Any, error: BaseException | None, args: list[Any]) -> Data:
        """What became of the call, as data. Runs on the learner's thread: a `__repr__` is learner code, too."""
        self.last_error = error
        if isinstance(error, ProcessEnded):
            return {"gone": error.how}
        try:
            encoder = self.border.encoder()
            result: Data = {"args": [encoder.encode(a) for a in args]}
            if error is None:
                return result | {"value": encoder.encode(value)}
        except TooLarge:
            return {"gone": TOO_LARGE}
        except BaseException as hostile:  # a hostile __repr__, a value nested too deeply
            return {"error": describe_error(hostile, self.sources.label)}
        return result | {"error": describe_error(error, self.sources.label)}

    # ---- between checks

    def reset(self, level: int) -> Data:
        """A fresh start: environment, folder, modules, logging, streams, clock readings, references."""
        self.runner.finish_check()
        self.state.restore()
        self.around.reset()
        self.sources.forget()
        self.sources.install()
        linecache.clearcache()
        self.sources.forget_folders()
        self.border.refs.clear()
        self.code, self.level, self.changes, self.over = None, level, [], False
        self.log.take()
        self.last_error = None
        return {"leftover": threading.active_count() - 1}

    def close(self) -> None:
        """Leave the process as it was found."""
        self.reset(logging.INFO)
        self.sources.remove()
        self.around.remove_folder()
