import contextlib
import io
import json
import logging
import logging.config
import os
import sys

import requests
from night import GOOD, Tracker, fresh_logging

from prodready.kit import faults
from prodready.kit.incident import serve

FROM_EXAMPLES = {
    "version": 1,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"level": "INFO", "handlers": ["console"]},
}


@contextlib.contextmanager
def service():
    """A program that goes on: its root logger, and what is written to stderr."""
    err = io.StringIO()
    with fresh_logging() as root, contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        yield root, err


def configure(level="INFO"):
    """The set-up of `program.py`, with a night in which all is paid."""
    import program

    os.environ["LOG_LEVEL"] = level
    sys.stdin = io.StringIO(json.dumps(GOOD))
    program.main()


def called_twice():
    with service() as (_, err):
        configure()
        first = len(err.getvalue().splitlines())
        configure()
        return len(err.getvalue().splitlines()) - first


def unknown_level():
    with service():
        try:
            configure("verbose")
        except Exception as error:
            return f"{type(error).__name__}: {error}"


def from_examples():
    with service() as (root, err):
        tracker, older = Tracker(), logging.getLogger("shop.older")
        root.addHandler(tracker)
        logging.config.dictConfig(FROM_EXAMPLES)
        older.error("stock is empty")
        return len(err.getvalue().splitlines()), len(tracker.seen)


def one_request():
    with service() as (root, _), serve(faults.json(495)) as carrier:
        everything = Tracker()
        logging.getLogger("urllib3").addHandler(everything)
        root.setLevel(logging.DEBUG)
        requests.get(carrier.url, timeout=5)
        return len(everything.seen)


def time_of_a_line():
    record = logging.makeLogRecord({"msg": "stock is empty"})
    return logging.Formatter("%(asctime)s").format(record)


def main():
    lines, events = from_examples()
    print("called twice: lines for one event    ->", called_twice())
    print("dictConfig: events for the tracker   ->", events)
    print("dictConfig: lines of an older logger ->", lines)
    print("LOG_LEVEL=verbose                    ->", unknown_level())
    print("is the offset in the time of a line? ->", "+" in time_of_a_line())
    print("urllib3 at DEBUG: lines per request  ->", one_request())


if __name__ == "__main__":
    main()
