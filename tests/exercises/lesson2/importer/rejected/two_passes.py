"""Goes through the rows twice: once to find the bad ones, once to add up the others.

fails: test_rows_are_read_once
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    bad = []
    for row in rows:
        try:
            int(row["cents"])
        except (KeyError, TypeError, ValueError):
            bad.append(row["id"])
            logger.exception("order %s", row["id"])
    good = [int(row["cents"]) for row in rows if row["id"] not in bad]
    logger.info("imported=%d rejected=%d", len(good), len(bad))
    return sum(good)
