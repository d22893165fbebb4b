"""A small service, to be configured by `logsetup.py`. It comes with the exercise: read it, do not change it.

`python exercises/lesson2/service.py` calls your `configure`, and then lets everything in here say something.
"""

import logging
import os
import time

orders = logging.getLogger("shop.orders")
"""As modules have one: made while the module is imported, long before anybody configures."""

pool = logging.getLogger("urllib3.connectionpool")
engine = logging.getLogger("sqlalchemy.engine.Engine")
"""Loggers of two libraries. They talk a lot, at INFO and DEBUG."""

for library in ("urllib3", "sqlalchemy"):
    logging.getLogger(library).addHandler(logging.NullHandler())  # as libraries do: nothing unless somebody configures


class Tracker(logging.Handler):
    """The company's error tracker. It puts itself on the root logger before your code has its turn.

    Args:
        client: What sends an event away: `client.capture(level, text)`.
    """

    def __init__(self, client):
        super().__init__()
        self.client = client

    def emit(self, record):
        """Send one event away."""
        self.client.capture(record.levelname, record.getMessage())


def start(client, file):
    """Put on the root logger what others put there: the tracker, and a file for the auditors in a format of its own."""
    auditors = logging.StreamHandler(file)
    auditors.setLevel(logging.ERROR)
    auditors.setFormatter(logging.Formatter("audit: %(message)s"))
    for handler in (Tracker(client), auditors):
        logging.getLogger().addHandler(handler)


def take_order(number):
    """Log through a logger that has been there from the start."""
    orders.info("order %s taken", number)


def say(logger, level, text):
    """Log through any logger, at the level of that name."""
    logging.getLogger(logger).log(logging.getLevelNamesMapping()[level], text)


def book(logger, amount):
    """Log an exception with its traceback."""
    try:
        read_amount(amount)
    except ValueError:
        logging.getLogger(logger).exception("order not booked")


def read_amount(amount):
    """Fail, as a bad amount does."""
    return int(amount)


def move(zone):
    """Put the machine into another time zone, such as `XST-9`, which is nine hours ahead of UTC."""
    os.environ["TZ"] = zone
    time.tzset()


if __name__ == "__main__":
    from logsetup import configure

    configure()
    take_order(48213)
    pool.info("Starting new HTTP connection (1): 127.0.0.1:8000")
    engine.warning("connection lost, trying again")
    book("shop.books", "1O0")
