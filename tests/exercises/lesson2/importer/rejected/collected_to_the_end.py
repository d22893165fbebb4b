"""Collects the bad ids and reports them in one line after the loop, without their errors.

fails: test_bad_row_is_named, test_bad_row_keeps_its_error
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = 0
    failed = []
    for row in rows:
        try:
            total += int(row["cents"])
            imported += 1
        except (KeyError, TypeError, ValueError):
            failed.append(row["id"])
    if failed:
        logger.warning("rejected orders: %s", failed)
    logger.info("imported=%d rejected=%d", imported, len(failed))
    return total
