"""getopt and loguru, with one sink on stderr."""

import getopt
import json
import os
import sys

from loguru import logger


def main():
    logger.remove()
    try:
        options, rest = getopt.getopt(sys.argv[1:], "vq")
    except getopt.GetoptError as error:
        sys.stderr.write(f"{error}\nusage: cli.py [-v | -q] < orders.json\n")
        return 2
    level = {"-v": "DEBUG", "-q": "WARNING"}[options[0][0]] if options else "INFO"
    logger.add(sys.stderr, level=level, format="{level} {message}")

    try:
        orders = json.load(sys.stdin)
        assert isinstance(orders, list)
    except (ValueError, AssertionError):
        logger.error("stdin is not a JSON list of orders")
        return 2

    total, status = 0, 0
    for order in orders:
        try:
            total += int(order["cents"])
            logger.debug("order {} counted", order["id"])
        except Exception as error:
            logger.error("order {} skipped: {}: {}", order["id"], type(error).__name__, error)
            status = 1
    logger.info("total {}", total)
    try:
        print(total, flush=True)
    except OSError:
        sys.stdout = open(os.devnull, "w")
    return status


if __name__ == "__main__":
    sys.exit(main())
