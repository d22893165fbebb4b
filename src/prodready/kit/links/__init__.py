"""How a suite reaches learner code. One link per runtime; suites never notice which."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from prodready.kit.faultserver import Answer, Request
from prodready.kit.outcome import Completed
from prodready.kit.wheels import Package

NEEDS = ("threads", "process", "sockets", "signals", "posix", "tmpdir")
"""What a check may ask of the machine with `@pytest.mark.needs(...)`."""

NATIVE = frozenset(NEEDS) - frozenset({"posix", "signals"} if os.name == "nt" else ())
"""What a runtime outside the browser has of it."""


def provided_by(runtime: str) -> frozenset[str]:
    """Which of `NEEDS` a runtime has: `local` and `split` all of this machine, the others none."""
    return NATIVE if runtime in ("local", "split") else frozenset()


Answering = Callable[[dict[str, Any]], Any]
"""Says what a fake answers to a question from learner code."""


@dataclass(frozen=True)
class Files:
    """What a link needs to know of a submission.

    Args:
        module: The name that it is imported under.
        path: The file or folder.
        given: Module name -> file, of what comes with the exercise.
        name: What learners call the file or folder, such as `fetch.py`; other than the path's own for accepted files.
        limit_s: Seconds that importing it may take, and at most any call.
        importable: Whether it is a module or a package; False for files that are only read.
    """

    module: str
    path: Path
    given: dict[str, Path] = field(default_factory=dict)
    name: str = ""
    limit_s: float = 10.0
    importable: bool = True

    def as_data(self) -> dict[str, Any]:
        """For a host in another process."""
        return {
            "module": self.module,
            "path": str(self.path),
            "name": self.name,
            "given": {name: str(path) for name, path in self.given.items()},
        }


class Server(Protocol):
    """A fault server, real or simulated."""

    url: str

    @property
    def requests(self) -> list[Request]:
        """What has arrived so far, in order."""

    def close(self) -> None:
        """Stop it."""


class InfrastructureError(Exception):
    """The runtime itself does not work. The verdict is `error`; the submission is not to blame."""


class NotHere(Exception):
    """This machine lacks what a check needs, beside `NEEDS`. The check ends as "not run here"; the text says why."""


class Installed(Protocol):
    """An environment that was made from the submission's lock and nothing else.

    Attributes:
        refusal: Why the installer refuses the lock; empty if everything is installed.
    """

    refusal: str

    def freeze(self) -> list[str]:
        """What is installed, such as `name==1.2.3`, names normalised and sorted.

        Raises:
            CheckFailed: If nothing is installed.
        """

    def run(self, program: str, *args: object, stdin: str = "", limit: float = 10.0) -> Completed:
        """Run one of the submission's files with this environment's interpreter, in a copy of the submission.

        Raises:
            CheckFailed: If nothing is installed.
        """


class Link(Protocol):
    """One submission in one runtime.

    Attributes:
        files: The submission.
        simulated: Whether all of its time is simulated.
        provides: Which of `NEEDS` it can serve.
    """

    files: Files
    simulated: bool
    provides: frozenset[str]

    def start(self, answer: Answering) -> None:
        """Get ready; `answer` is asked when learner code calls a fake.

        Raises:
            InfrastructureError: If the runtime does not work.
        """

    def begin_check(self, level: int = 20) -> None:
        """Start from scratch; `level` is that of the host application's logging; 0: nobody has configured it."""

    def end_check(self) -> None:
        """The check is over; what it left running is told to end."""

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Have the host do what `request` says; a submission that ends its process is reported as `gone`."""

    def server(self, answers: Sequence[Answer]) -> Server:
        """A fault server that learner code can reach."""

    def run_file(
        self, args: Sequence[str], stdin: bytes, env: dict[str, str], limit: float, closed: Sequence[str]
    ) -> Completed:
        """Run the submission as a program."""

    def install(self, lock: str, packages: Iterable[Package]) -> Installed:
        """An environment from a lock, with `packages` as the only files there are; equal ones are made once.

        Raises:
            NotHere: If this machine cannot make environments.
        """

    def close(self) -> None:
        """Leave nothing behind."""
