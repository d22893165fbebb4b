"""argparse and logging, with a level for each option and a stream handler set up in main."""

import argparse
import json
import logging
import os
import sys

logger = logging.getLogger(__name__)


def parse_args(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("-q", "--quiet", action="store_true")
    return parser.parse_args(argv)


def main(argv=None):
    options = parse_args(argv)
    level = logging.DEBUG if options.verbose else logging.ERROR if options.quiet else logging.INFO
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(level)

    try:
        orders = json.loads(sys.stdin.read())
        if not isinstance(orders, list):
            raise ValueError("not a list")
    except ValueError as exc:
        logger.critical("cannot read stdin: %s", exc)
        return 2

    total, failed = 0, []
    for order in orders:
        try:
            cents = int(order["cents"])
        except (KeyError, TypeError, ValueError):
            logger.exception("order %s has no usable amount", order["id"])
            failed.append(order["id"])
            continue
        logger.debug("order %s: %d", order["id"], cents)
        total += cents
    logger.info("%d orders, %d of them bad", len(orders), len(failed))

    try:
        sys.stdout.write(f"{total}\n")
        sys.stdout.flush()
    except OSError:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        return 141
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
