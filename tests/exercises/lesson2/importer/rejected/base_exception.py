"""Catches BaseException, to be on the safe side: Ctrl-C becomes a bad row.

fails: test_stop_signals_pass
says: it returned
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = rejected = 0
    for row in rows:
        try:
            total += int(row["cents"])
            imported += 1
        except BaseException:
            rejected += 1
            logger.exception("order %s", row["id"])
    logger.info("imported=%d rejected=%d", imported, rejected)
    return total
