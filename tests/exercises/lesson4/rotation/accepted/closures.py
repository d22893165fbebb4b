"""The state lives in a generator, so that nothing of it is an attribute; loguru for the log."""

import time

from loguru import logger


class SecretUnavailable(Exception):
    pass


def read(path):
    """The value in the file; None if it has none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().strip() or None
    except OSError:
        return None


def values(path, every_s, now):
    last, out = None, False
    while True:
        looked = now()
        found = read(path)
        if found is None and last is not None and not out:
            logger.warning("no value in {}, the last one stays", path)
        out = found is None and last is not None
        last = found or last
        yield last
        while now() - looked < every_s:
            yield last


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        answers = values(path, every_s, now)

        def current():
            value = next(answers)
            if value is None:
                raise SecretUnavailable(f"no value in {path}")
            return value

        self.current = current
