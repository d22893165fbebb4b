"""A second, outer try makes sure that the import "never crashes": it returns the partial total.

fails: test_cut_short_is_not_done
says: it returned
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
        logger.info("imported=%d rejected=%d", imported, rejected)
    except Exception:
        logger.exception("import failed")
    return total
