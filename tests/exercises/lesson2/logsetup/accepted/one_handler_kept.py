"""One handler for the whole life of the process; it is given the stream of each call, and added once."""

import logging
import os
import sys
from datetime import UTC, datetime


class _Line(logging.Formatter):
    def formatTime(self, record, datefmt=None):
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


_handler = logging.StreamHandler()
_handler.setFormatter(_Line("%(asctime)s %(levelname)-8s [%(name)s] %(message)s"))


def configure(level: str | None = None, *, stream=None) -> None:
    known = {name: getattr(logging, name) for name in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")}
    wanted = level or os.getenv("LOG_LEVEL") or "INFO"
    try:
        number = known[wanted.upper()]
    except KeyError:
        raise ValueError(f"LOG_LEVEL={wanted!r}: choose one of {list(known)}") from None
    _handler.setStream(sys.stderr if stream is None else stream)
    root = logging.getLogger()
    root.addHandler(_handler)  # the same handler twice is no second handler
    root.setLevel(number)
    logging.getLogger("urllib3").setLevel(max(number, logging.WARNING))
    logging.getLogger("sqlalchemy").setLevel(max(number, logging.WARNING))
