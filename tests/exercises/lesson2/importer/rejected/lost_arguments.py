"""Passes arguments without placeholders: formatting fails, and the event is lost.

fails: test_bad_row_is_named, test_bad_row_keeps_its_error, test_every_kind_of_bad_amount, test_no_outlet_of_its_own
says: Logging error
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = rejected = 0
    for row in rows:
        try:
            total += int(row["cents"])
            imported += 1
        except (KeyError, TypeError, ValueError) as e:
            rejected += 1
            logger.error("rejected", row["id"], e)
    logger.info("imported=%d rejected=%d", imported, rejected)
    return total
