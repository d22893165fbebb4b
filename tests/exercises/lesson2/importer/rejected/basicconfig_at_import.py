"""Configures logging at module level, as the first page of most tutorials does.

fails: test_import_changes_nothing, test_no_outlet_of_its_own
says: StreamHandler
"""

import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
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
    logger.info("imported=%d rejected=%d", imported, rejected)
    return total
