"""Logs `str(e)`: the type is lost, and for a missing column the whole text is the column's name.

fails: test_bad_row_keeps_its_error
says: invalid literal
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
            logger.error(f"order {row['id']} failed: {e}")
    logger.info("imported=%d rejected=%d", imported, rejected)
    return total
