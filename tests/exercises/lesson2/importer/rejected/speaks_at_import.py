"""Says hello at import: whoever imports one function gets a line in the log.

fails: test_import_changes_nothing
says: importer loaded
"""

import logging

logger = logging.getLogger(__name__)
logger.info("importer loaded")


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
