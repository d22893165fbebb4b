"""INFO was not shown, so now everything is reported at ERROR, good rows included.

fails: test_bad_row_is_named, test_bad_row_keeps_its_error, test_every_kind_of_bad_amount, test_host_sets_the_level, test_rows_are_read_once, test_summary_is_counted
says: ERROR: imported order
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = rejected = 0
    for row in rows:
        try:
            total += int(row["cents"])
            imported += 1
            logger.error("imported order %s", row["id"])
        except (KeyError, TypeError, ValueError):
            rejected += 1
            logger.exception("rejected order %s", row["id"])
    logger.error("imported=%d rejected=%d", imported, rejected)
    return total
