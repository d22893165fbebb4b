"""Where values cross between learner code and the suite, on the learner's side."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from threading import current_thread  # private reference: learner code may replace the module's
from typing import Any

from prodready.kit.host import codec
from prodready.kit.host.runner import SPENT, GivenUp
from prodready.kit.host.streams import clip
from prodready.kit.host.stubs import make_stub, one_shot

Data = dict[str, Any]
Callback = Callable[[Data], Any]


class Border:
    """Encodes what leaves, decodes what arrives, and asks the suite on behalf of fakes.

    Args:
        callback: Gets {"fake", "method", "args", "kwargs"}, returns encoded data.

    Attributes:
        refs: The learner's objects that the suite has a handle of.
        asked: How many questions the current request has put.
    """

    def __init__(self, callback: Callback) -> None:
        self._callback = callback
        self._lock = threading.Lock()
        self.refs: dict[int, Any] = {}
        self.asked = 0

    def encoder(self) -> codec.Encoder:
        """For one answer; the learner's objects become references that stay valid until the next reset."""

        def opaque(value: Any) -> Data:
            self.refs[id(value)] = value
            return {"$": "ref", "id": id(value), "type": type(value).__name__, "repr": clip(repr(value))[:300]}

        return codec.Encoder(opaque, codec.MAX_FRAME)

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
        """Put a call of a fake to the suite: (error to raise, None) or (None, answer).

        Raises:
            GivenUp: In a thread that an earlier check has left: its fakes are no longer there.
        """
        if current_thread() in SPENT:
            raise GivenUp
        self.asked += 1
        if self.asked > codec.MAX_QUESTIONS:
            raise RuntimeError(f"more than {codec.MAX_QUESTIONS} calls of fakes")
        encoder = self.encoder()
        question = {
            "fake": fake,
            "method": method,
            "args": [encoder.encode(a) for a in args],
            "kwargs": {k: encoder.encode(v) for k, v in kwargs.items()},
        }
        with self._lock:
            answer = self.decode(self._callback(question))
        return (answer, None) if isinstance(answer, BaseException) else (None, answer)
