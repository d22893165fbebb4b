"""Reference solution: argparse for the options, logging for everything that is not the total."""

import argparse
import json
import logging
import os
import sys
from typing import Any

log = logging.getLogger("cli")


def read_orders() -> list[dict[str, Any]]:
    """The orders on stdin.

    Raises:
        ValueError: If stdin is not a JSON list. A JSONDecodeError is a ValueError, too.
    """
    orders = json.load(sys.stdin)
    if not isinstance(orders, list):
        raise ValueError(f"a list is needed, not {type(orders).__name__}")
    return orders


def add_up(orders: list[dict[str, Any]]) -> tuple[int, int]:
    """The total of the good orders, and the exit status."""
    total = status = 0
    for order in orders:
        log.debug("order %s", order["id"])
        try:
            total += int(order["cents"])
        except (KeyError, TypeError, ValueError) as error:
            log.warning("order %s is left out: %r", order["id"], error)
            status = 1
    return total, status


def print_total(total: int) -> None:
    """Write the total to whoever is still reading."""
    try:
        # Without the flush the error would come at exit, where nobody can catch it.
        print(total, flush=True)
    except OSError:  # BrokenPipeError; on Windows a plain OSError
        # The interpreter flushes stdout once more at exit. Now it has somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> int:
    """Read the options, do the work, and say with the exit status how it went."""
    parser = argparse.ArgumentParser(description="Adds up the orders on stdin.")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-v", dest="level", action="store_const", const=logging.DEBUG, help="name every order")
    loudness.add_argument("-q", dest="level", action="store_const", const=logging.WARNING, help="name problems only")
    parser.set_defaults(level=logging.INFO)
    # basicConfig writes to stderr. A handler that cannot write drops the line and lets the work go on.
    logging.basicConfig(level=parser.parse_args().level, format="%(levelname)s %(message)s")
    try:
        orders = read_orders()
    except ValueError as error:
        log.error("no total, because stdin cannot be used: %s", error)
        return 2
    log.info("%d orders", len(orders))
    total, status = add_up(orders)
    print_total(total)
    return status


if __name__ == "__main__":
    sys.exit(main())
