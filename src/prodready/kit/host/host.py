"""Executes requests against the learner's code: a dict comes in, a dict goes out."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import inspect
import linecache
import logging
import os
import shutil
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from typing import Any

from prodready.kit.host import codec
from prodready.kit.host.clock import SimClock
from prodready.kit.host.describe import definition, describe_error, describe_frames
from prodready.kit.host.guards import Guards, ProcessEnded
from prodready.kit.host.isolation import ProcessState, differences, enter, minimal_environment, observe
from prodready.kit.host.logs import LogSink
from prodready.kit.host.runner import Runner
from prodready.kit.host.sources import Sources
from prodready.kit.host.streams import Tap, clip, empty_stdin
from prodready.kit.host.stubs import consume, fields_of, make_stub, one_shot

Data = dict[str, Any]
Callback = Callable[[Data], Any]


class Host:
    """One submission, ready to be called.

    Args:
        sources: Its files.
        callback: Asks the suite on behalf of a fake; gets {"fake", "method", "args", "kwargs"}, returns encoded data.
        guarded: Whether the suite lives in the same process and has to be protected from it.

    Attributes:
        debug: Run inline, without a limit and on the real streams, so that `breakpoint()` works.
        last_error: The last exception that left learner code, for a debugger in the same process.
    """

    def __init__(self, sources: Sources, callback: Callback, *, guarded: bool) -> None:
        self.sources, self.callback = sources, callback
        self.guards = Guards() if guarded else None
        self.out, self.err, self.log = Tap(), Tap(), LogSink()
        self.runner, self.debug = Runner(), False
        self.clock: SimClock | None = None
        self.lock = threading.Lock()
        self.state = ProcessState()
        self.level = logging.INFO
        self.code: Any = None
        self.refs: dict[int, Any] = {}
        self.changes: list[str] = []
        self.handlers: list[logging.Handler] = []
        self.libraries: set[str] = set()
        self.environment: dict[str, str] = {}
        self.workdir = ""
        self.last_error: BaseException | None = None

    # ---- requests

    def handle(self, request: Data) -> Data:  # noqa: PLR0911  one line per kind of request
        """Do what `request["op"]` says: reset, clock, environ, files, load, get, items, fields or call."""
        op = request["op"]
        if op == "reset":
            return self.reset(request["level"])
        if op == "clock":
            return self._move_clock(request["advance"], request["jump"])
        if op == "environ":
            self.environment.update(request["set"])
            return {}
        if op == "files":
            return self.run(lambda: self._files(**request["do"]), request)
        if op == "load":
            return self.run(self.load, request)
        if op == "get":
            return self.run(lambda: getattr(self._target(request), request["name"]), request)
        if op == "items":
            return self.run(lambda: consume(self.refs[request["ref"]], request["most"]), request)
        if op == "fields":
            return self.run(lambda: fields_of(self.refs[request["ref"]]), request)
        return self._call(request)

    def _call(self, request: Data) -> Data:
        args = [self.decode(a) for a in request["args"]]
        kwargs = {k: self.decode(v) for k, v in request["kwargs"].items()}

        at: list[Any] = []

        def work() -> Any:
            target = self._target(request)
            function = target if request["name"] == "()" else getattr(target, request["name"])
            at.extend(definition(function, self.sources.label))
            result = function(*args, **kwargs)
            return asyncio.run(result) if inspect.iscoroutine(result) else result

        return self.run(work, request, args) | {"at": at}

    def _target(self, request: Data) -> Any:
        return self.refs[request["ref"]] if request.get("ref") else self.code or self.load()

    def _move_clock(self, advance: float, jump: float) -> Data:
        self.clock = self.clock or SimClock()
        self.clock.now += advance
        self.clock.epoch += jump
        return {"now": self.clock.now}

    def _files(self, write: str = "", text: str = "", read: str = "") -> Any:
        """The check's own folder: write one file, read one, or list all."""
        if write:
            path = os.path.join(self.workdir, write)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            return None
        if read:
            with open(os.path.join(self.workdir, read), encoding="utf-8", newline="") as file:
                return file.read()
        found = [os.path.join(root, name) for root, _, names in os.walk(self.workdir) for name in names]
        return sorted(os.path.relpath(path, self.workdir).replace(os.sep, "/") for path in found)

    def load(self) -> Any:
        """Import the submission; `changes` then lists what the import did to the process."""
        self.libraries = self.sources.imported_libraries()
        for library in sorted(self.libraries & {"structlog", "loguru"}):
            importlib.import_module(library)
        self.log.install(self.level, self.libraries)
        before = observe(self.runner.thread) | {"root handlers": "[]"}
        with self.log.as_last_resort(self.level):
            self.code = importlib.import_module(self.sources.module)
            after = observe(self.runner.thread) | self.log.seen_on_root()
        self.changes = differences(before, after)
        self.log.install(self.level, self.libraries)
        return self.code

    # ---- running

    def run(self, work: Callable[[], Any], request: Data, args: list[Any] | None = None) -> Data:
        """Run `work` in the check's environment and report what became of it."""
        box: dict[str, Any] = {}

        def body() -> None:
            try:
                box["value"] = work()
            except BaseException as error:  # whatever learner code raises is a result
                box["error"] = error

        if request.get("clock") and self.clock is None:
            self.clock = SimClock()
        clock = self.clock if request.get("clock") else None
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._surroundings())
            if self.guards:
                stack.enter_context(self.guards.installed())
            if clock:
                stack.enter_context(clock.installed(request["limit"]))
            self.runner.inline = self.runner.inline or self.debug
            stuck = self.runner.run(body, request["real"])
        report: Data = {
            "events": self.log.take(),
            "stdout": self.out.drain(),
            "stderr": self.err.drain(),
            "changes": list(self.changes),
        }
        if clock:
            report |= {"elapsed": clock.elapsed, "sleeps": clock.sleeps[:1000]}
            stuck = clock.stuck or stuck
        return report | self._result(box, stuck, args or [])

    def _result(self, box: dict[str, Any], stuck: Any, args: list[Any]) -> Data:
        """Exactly one of stuck, gone, error and value."""
        self.last_error = box.get("error")
        if self.guards and self.guards.ended:
            return {"gone": self.guards.ended}
        if isinstance(self.last_error, ProcessEnded):
            return {"gone": self.last_error.how}
        if stuck is not None:
            return {"stuck": describe_frames(stuck, self.sources.label)}
        try:
            result: Data = {"args": [self.encode(a) for a in args]}
            if self.last_error is not None:
                return result | {"error": describe_error(self.last_error, self.sources.label)}
            return result | {"value": self.encode(box["value"])}
        except Exception as error:  # a hostile __repr__, a value nested too deeply
            return {"error": describe_error(error, self.sources.label)}

    @contextlib.contextmanager
    def _surroundings(self) -> Any:
        """The environment, folder, streams and root log handlers of the check, around this one request.

        Not once per check: pytest writes a variable and exchanges its handlers in every phase. Its handlers are taken
        off because they raise where production's do not.
        """
        environment, folder = dict(os.environ), os.getcwd()
        enter(self.environment, self.workdir)
        root, streams = logging.getLogger(), (sys.stdin, sys.stdout, sys.stderr)
        theirs, root.handlers[:] = root.handlers[:], self.handlers
        hook = sys.breakpointhook
        if not self.debug:
            sys.stdin, sys.stdout, sys.stderr = empty_stdin(), self.out, self.err
            sys.breakpointhook = _no_debugger
        try:
            with warnings.catch_warnings():
                # A library's deprecations are not the learner's stderr, and differ between versions.
                warnings.simplefilter("ignore")
                yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
            sys.breakpointhook = hook
            self.handlers, root.handlers[:] = root.handlers[:], theirs
            self.environment = dict(os.environ)
            enter(environment, folder)

    # ---- values

    def encode(self, value: Any) -> Any:
        """JSON data; objects of the learner's become references that stay valid until the next reset."""

        def opaque(value: Any) -> Data:
            self.refs[id(value)] = value
            return {"$": "ref", "id": id(value), "type": type(value).__name__, "repr": clip(repr(value))[:300]}

        return codec.encode(value, opaque)

    def decode(self, data: Any) -> Any:
        """The value; fakes, one-shot iterables, errors and references become what they stand for."""

        def opaque(data: Data) -> Any:
            if data["$"] == "fake":
                return make_stub(data, self.ask)
            if data["$"] == "items":
                return one_shot(self.decode(data["v"]), self._error(data["then"]))
            if data["$"] == "raises":
                return self._error(data)
            return self.refs[data["id"]]

        return codec.decode(data, opaque)

    def _error(self, spec: Data | None) -> BaseException | None:
        if spec is None:
            return None
        module, _, name = spec["type"].rpartition(".")
        error = getattr(importlib.import_module(module or "builtins"), name)(*self.decode(spec["args"]))
        assert isinstance(error, BaseException), f"{spec['type']} is not an exception"
        return error

    def ask(self, fake: int, method: str, args: tuple[Any, ...], kwargs: Data) -> tuple[BaseException | None, Any]:
        """Put a call of a fake to the suite: (error to raise, None) or (None, answer)."""
        question = {
            "fake": fake,
            "method": method,
            "args": [self.encode(a) for a in args],
            "kwargs": {k: self.encode(v) for k, v in kwargs.items()},
        }
        with self.lock:
            answer = self.decode(self.callback(question))
        return (answer, None) if isinstance(answer, BaseException) else (None, answer)

    # ---- between checks

    def reset(self, level: int) -> Data:
        """A fresh start: environment, folder, modules, logging, streams, clock readings, references."""
        if self.workdir:
            shutil.rmtree(self.workdir, ignore_errors=True)
        self.workdir = os.path.realpath(tempfile.mkdtemp(prefix="check-"))
        self.environment = minimal_environment(self.workdir)
        self.state.restore()
        self.sources.forget()
        self.sources.install()
        linecache.clearcache()
        importlib.invalidate_caches()
        logging.getLogger().level = logging.WARNING
        self.handlers, self.code, self.level, self.refs, self.changes = [], None, level, {}, []
        self.out, self.err = Tap(), Tap()
        self.log.take()
        self.runner.reset()
        self.last_error = None
        return {"leftover": threading.active_count() - 1}

    def close(self) -> None:
        """Leave the process as it was found."""
        self.reset(logging.INFO)
        self.sources.remove()
        logging.getLogger().setLevel(self.state.root_level)
        shutil.rmtree(self.workdir, ignore_errors=True)


def _no_debugger(*args: Any, **kwargs: Any) -> None:
    raise RuntimeError("breakpoint() has no debugger here: run pytest with --pdb")
