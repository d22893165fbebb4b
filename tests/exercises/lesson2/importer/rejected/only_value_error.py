"""Catches ValueError only: a missing or empty column ends the import.

fails: test_every_kind_of_bad_amount
says: KeyError: 'cents'
says: total += int
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = rejected = 0
    for row in rows:
        try:
            total += int(row["cents"])
            imported += 1
        except ValueError:
            rejected += 1
            logger.exception("order %s", row["id"])
    logger.info("imported=%d rejected=%d", imported, rejected)
    return total
