"""Catches ValueError only: a missing amount ends the program.

fails: test_every_kind_of_bad_amount
says: KeyError: 'cents'
"""

import argparse
import json
import logging
import os
import sys

logger = logging.getLogger("cli")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true")
    parser.add_argument("-q", action="store_true")
    args = parser.parse_args()
    level = "DEBUG" if args.v else "WARNING" if args.q else "INFO"
    logging.basicConfig(level=level, format="%(levelname)s %(message)s")
    try:
        orders = json.load(sys.stdin)
    except ValueError as e:
        logger.error("stdin is not JSON: %s", e)
        return 2
    if not isinstance(orders, list):
        logger.error("stdin is not a list")
        return 2
    logger.info("importing %d orders", len(orders))
    total = bad = 0
    for order in orders:
        logger.debug("order %s", order["id"])
        try:
            total += int(order["cents"])
        except ValueError as e:
            bad += 1
            logger.warning("bad order %s: %r", order["id"], e)
    try:
        print(total, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
