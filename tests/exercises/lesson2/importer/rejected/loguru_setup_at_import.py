"""Sets loguru up at module level, as its first page does: the sinks of the host are gone.

fails: test_import_changes_nothing
says: loguru sinks
"""

import sys

from loguru import logger

logger.remove()
logger.add(sys.stderr, format="{level} {message}")


def import_orders(rows):
    total = imported = rejected = 0
    for row in rows:
        try:
            total += int(row["cents"])
            imported += 1
        except (KeyError, TypeError, ValueError):
            rejected += 1
            logger.exception("order {}", row["id"])
    logger.info("imported={} rejected={}", imported, rejected)
    return total
