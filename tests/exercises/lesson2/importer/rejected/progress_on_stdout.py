"""Logs as it should, and keeps a print for the person who watches.

fails: test_stdout_stays_empty
says: rows
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = rejected = 0
    for row in rows:
        try:
            total += int(row["cents"])
            imported += 1
        except (KeyError, TypeError, ValueError):
            rejected += 1
            logger.exception("order %s", row["id"])
        print(f"\r{imported + rejected} rows", end="")
    print()
    logger.info("imported=%d rejected=%d", imported, rejected)
    return total
