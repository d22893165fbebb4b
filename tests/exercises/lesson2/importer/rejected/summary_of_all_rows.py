"""The summary says how many rows there were, and the number of rejected ones only if there are any.

fails: test_rows_are_read_once, test_summary_is_counted
says: rows
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = seen = rejected = 0
    for row in rows:
        seen += 1
        try:
            total += int(row["cents"])
        except (KeyError, TypeError, ValueError):
            rejected += 1
            logger.exception("order %s", row["id"])
    logger.info("import done: %d rows, %d failed", seen, rejected)
    return total
