"""The standard library, with `exc_info` and counters."""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total, good, bad = 0, 0, 0
    for row in rows:
        try:
            total += int(row["cents"])
            good += 1
        except (KeyError, ValueError, TypeError) as exc:
            bad += 1
            logger.error("could not import order %s", row["id"], exc_info=exc)
    logger.info("imported %d orders, rejected %d", good, bad)
    return total
