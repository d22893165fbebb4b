"""Does not expect that stdin could be anything but orders.

fails: test_quiet_still_names_problems, test_unusable_input_gives_status_2
says: Traceback
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
    orders = json.load(sys.stdin)
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
