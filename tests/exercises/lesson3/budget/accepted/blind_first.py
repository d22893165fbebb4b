"""Written from the page and the starter alone."""

LEAST_MS = 50
MOST_MS = 800


class DeadlineExceeded(Exception):
    """There was not enough time to place the order."""


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    """Find the article, ask its price, charge it; return the payment's id."""
    deadline_ms = now_ms() + budget_ms

    def call(what, service, *args):
        left_ms = deadline_ms - now_ms()
        if left_ms < LEAST_MS:
            raise DeadlineExceeded(f"order {order_id}: {left_ms} ms left, {what} not started")
        limit_ms = min(left_ms, MOST_MS)
        try:
            return service(*args, timeout_s=limit_ms / 1000, headers={"X-Deadline-Ms": str(limit_ms)})
        except TimeoutError as error:
            raise DeadlineExceeded(f"order {order_id}: no answer from {what} in {limit_ms} ms") from error

    sku = call("inventory", inventory.find, order_id)
    cents = call("pricing", pricing.quote, sku)
    return call("payment", payment.charge, order_id, cents)
