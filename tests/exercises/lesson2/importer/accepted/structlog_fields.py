"""structlog with fields."""

import structlog

log = structlog.get_logger()


def import_orders(rows):
    total = imported = rejected = 0
    for number, row in enumerate(rows):
        try:
            total += int(row["cents"])
        except (KeyError, TypeError, ValueError):
            rejected += 1
            log.error("order_rejected", order_id=row["id"], row=number, exc_info=True)
        else:
            imported += 1
    log.info("import_done", imported=imported, rejected=rejected)
    return total
