"""Says what went wrong, with traceback, but not for which row.

fails: test_bad_row_is_named, test_every_kind_of_bad_amount
says: failed to import order
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
            logger.exception("failed to import order")
    logger.info("imported=%d rejected=%d", imported, rejected)
    return total
