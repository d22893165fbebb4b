"""A LoggerAdapter that puts the order in front of the text; type and text of the error instead of a traceback."""

import logging


class OrderAdapter(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[order {self.extra['order_id']}] {msg}", kwargs


log = logging.getLogger(__name__)


def import_orders(rows):
    total = 0
    counts = {"imported": 0, "rejected": 0}
    for row in rows:
        order_log = OrderAdapter(log, {"order_id": row["id"]})
        try:
            cents = int(row["cents"])
        except Exception as e:
            counts["rejected"] += 1
            order_log.warning("rejected: %s: %s", type(e).__name__, e)
            continue
        order_log.debug("ok")
        counts["imported"] += 1
        total += cents
    log.info("done %s", counts)
    return total
