"""Logs the summary in `finally`: an import that was cut short is called done.

fails: test_cut_short_is_not_done
says: import done
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = rejected = 0
    try:
        for row in rows:
            try:
                total += int(row["cents"])
                imported += 1
            except (KeyError, TypeError, ValueError):
                rejected += 1
                logger.exception("order %s", row["id"])
        return total
    finally:
        logger.info("import done: imported=%d rejected=%d", imported, rejected)
