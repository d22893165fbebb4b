"""Sets the level of its own logger, so that the host's level no longer counts.

fails: test_host_sets_the_level
says: INFO: imported=
"""

import logging

logger = logging.getLogger(__name__)
logger.setLevel(logging.INFO)


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
