"""Written from the page and the starter alone."""


import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = rejected = 0
    for row in rows:
        try:
            cents = int(row["cents"])
        except (LookupError, TypeError, ValueError, OverflowError):
            # OverflowError: int(float("inf"))
            rejected += 1
            logger.exception("order %s rejected: no valid amount", row["id"])
        else:
            imported += 1
            total += cents
    logger.info("import finished: imported=%d rejected=%d", imported, rejected)
    return total


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    import_orders([{"id": 1, "cents": "1250"}, {"id": 2, "cents": "990"}])
