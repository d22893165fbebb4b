"""Set up logging for a whole program, once.

`configure(level: str | None = None, *, stream=None) -> None` is called by the program's `main`.
A test, or a worker process, may call it again.

From then on, the events of all loggers of the standard library's `logging` are written to `stream`.
`stream` is anything with `write(text)` and `flush()`, such as a file or `io.StringIO`. Without one it is `sys.stderr`.

- Events at the level and above are written: each once, as soon as it happens, and nowhere else.
- The level is one of DEBUG, INFO, WARNING, ERROR and CRITICAL, in upper or lower case.
  It is the argument `level`; without one, the environment variable `LOG_LEVEL`; if that is missing or empty, INFO.
  The variable is read when `configure` is called.
- Any other level raises a `ValueError`.
  Its text has the wrong value and the five names, and the name `LOG_LEVEL` if the value comes from there.
- An event is one line, with its time, its level, the name of its logger and its message, in any order and format.
  If it has an exception, the traceback is written as well: in the same line or in those after it.
- The time is ISO 8601, in UTC and with the offset: `2026-11-21T03:12:07+00:00`.
  `Z` may stand for `+00:00`, a space for `T`, and there may be fractions of a second.
- Loggers that exist before the call work after it.
- Handlers that somebody else has put on the root logger stay there as they are, and go on receiving events:
  at least those at the level and above. Whether they get more is up to you.
- When `configure` is called again, the last call counts: its level, its stream.
- Events of the libraries `urllib3` and `sqlalchemy`, and of all loggers below them such as `urllib3.connectionpool`, are
  written from WARNING upwards. If the level is higher than WARNING, it holds for them too.
- Importing this file configures nothing.

Use `logging` alone, or with `structlog` or `loguru`.
`service.py`, beside this file, is a small program to try it with: `python exercises/lesson2/service.py`.
"""

import logging
import os


# TODO: make it hold at 03:00 as well. `prodready hint lesson2/logsetup` helps, one step at a time.
def configure(level=None, *, stream=None):
    logging.basicConfig(
        level=getattr(logging, level or os.environ.get("LOG_LEVEL", "INFO")),
        format="%(asctime)s %(message)s",
        stream=stream,
    )
