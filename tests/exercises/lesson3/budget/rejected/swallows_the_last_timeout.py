"""A timeout of the last call is logged, and None is returned as if that were a payment.

fails: test_timeout_is_told
says: it returned None
says: accounting finds out
"""

import logging


class DeadlineExceeded(Exception):
    pass


log = logging.getLogger(__name__)


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    end_ms = now_ms() + budget_ms

    def call(service, *args):
        left_ms = end_ms - now_ms()
        if left_ms < 50:
            raise DeadlineExceeded(f"{left_ms} ms left")
        ms = min(left_ms, 800)
        return service(*args, timeout_s=ms / 1000, headers={"X-Deadline-Ms": str(ms)})

    try:
        sku = call(inventory.find, order_id)
        cents = call(pricing.quote, sku)
    except TimeoutError as error:
        raise DeadlineExceeded("no answer") from error
    try:
        return call(payment.charge, order_id, cents)
    except TimeoutError:
        log.warning("order %s: payment still pending", order_id)
        return None
