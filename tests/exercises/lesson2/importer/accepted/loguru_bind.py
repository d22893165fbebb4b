"""loguru with a bound field."""

from loguru import logger


def import_orders(rows):
    good, rejected = [], 0
    for row in rows:
        try:
            good.append(int(row["cents"]))
        except (KeyError, TypeError, ValueError):
            rejected += 1
            logger.bind(order_id=row["id"]).exception("rejected")
    logger.success("imported {} orders, rejected {}", len(good), rejected)
    return sum(good)
