"""Looks for the options that it knows, and for nothing else.

fails: test_unknown_option_gives_status_2
says: (0, '
"""

import json
import logging
import os
import sys

logger = logging.getLogger("cli")


def main():
    level = "DEBUG" if "-v" in sys.argv else "WARNING" if "-q" in sys.argv else "INFO"
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
        except (KeyError, TypeError, ValueError) as e:
            bad += 1
            logger.warning("bad order %s: %r", order["id"], e)
    try:
        print(total, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
