"""Written from the page and the starter alone."""

import argparse
import json
import logging
import os
import sys

logger = logging.getLogger(__name__)

ALL_GOOD, SOME_BAD, NO_TOTAL = 0, 1, 2


def parse_args():
    parser = argparse.ArgumentParser(
        description="Add up the orders on stdin (a JSON list); print the total in cents.", allow_abbrev=False
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument("-v", "--verbose", action="store_true", help="one line on stderr for each order")
    group.add_argument("-q", "--quiet", action="store_true", help="only problems on stderr")
    return parser.parse_args()


def configure_logging(args):
    level = logging.DEBUG if args.verbose else logging.WARNING if args.quiet else logging.INFO
    # The handler swallows an OSError of its stream, so a closed stderr does not stop the program.
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(message)s")


def read_orders():
    """Return the list on stdin; raise ValueError if there is none."""
    if sys.stdin is None:
        raise ValueError("stdin is closed")
    try:
        # Bytes, so that JSON's own rules decide about the encoding and not the locale.
        orders = json.load(sys.stdin.buffer)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"stdin is not readable as JSON: {error}") from error
    except OSError as error:
        raise ValueError(f"stdin cannot be read: {error}") from error
    if not isinstance(orders, list):
        raise ValueError(f"stdin is not a JSON list, but a {type(orders).__name__}")
    return orders


def add_up(orders):
    """Return the total of the good orders, and how many are bad."""
    total = bad = 0
    for number, order in enumerate(orders, 1):
        name = order.get("id") if isinstance(order, dict) else f"without id, number {number} in the list"
        try:
            cents = int(order["cents"])
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            bad += 1
            logger.error("order %s is bad: %s: %s", name, type(error).__name__, error)
        else:
            total += cents
            logger.debug("order %s: %d cents", name, cents)
    return total, bad


def write_total(total):
    """Print the total, and say whether that worked. A reader who has gone away is no error."""
    try:
        print(total, flush=True)
    except OSError as error:
        # Otherwise the interpreter flushes again at exit, and complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            logger.error("no total: stdout cannot be written: %s", error)
            return False
    return True


def main():
    configure_logging(parse_args())
    try:
        orders = read_orders()
    except ValueError as error:
        logger.error("no total: %s", error)
        return NO_TOTAL
    logger.debug("read %d orders", len(orders))
    total, bad = add_up(orders)
    if not write_total(total):
        return NO_TOTAL
    logger.info("done: good=%d bad=%d", len(orders) - bad, bad)
    return SOME_BAD if bad else ALL_GOOD


if __name__ == "__main__":
    sys.exit(main())
