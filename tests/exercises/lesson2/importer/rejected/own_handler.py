"""Gives its own logger a handler, so that the host's handler writes every line a second time.

fails: test_no_outlet_of_its_own
says: ERROR order
"""

import logging

logger = logging.getLogger(__name__)
handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
logger.addHandler(handler)


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
