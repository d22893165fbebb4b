"""One deadline, measured before each call and passed on with it."""

LEAST_MS = 50
MOST_MS = 800


class DeadlineExceeded(Exception):
    """There was not enough time to place the order."""


class Deadline:
    """A point in time. A duration would have to be corrected after each step; a point in time stays right.

    Args:
        budget_ms: Milliseconds from now.
        now_ms: A monotonic clock in milliseconds.
    """

    def __init__(self, budget_ms, now_ms):
        self.now_ms = now_ms
        self.end_ms = now_ms() + budget_ms

    def call(self, service, *args):
        """Call the service with its share of what is left; raise DeadlineExceeded if that is too little or not enough."""
        left_ms = self.end_ms - self.now_ms()
        # Asked before the call and never after it: an answer that is there is worth more than a deadline.
        if left_ms < LEAST_MS:
            raise DeadlineExceeded(f"{left_ms} ms left, not worth another call")
        share_ms = min(left_ms, MOST_MS)
        try:
            return service(*args, timeout_s=share_ms / 1000, headers={"X-Deadline-Ms": str(share_ms)})
        except TimeoutError as error:
            raise DeadlineExceeded(f"no answer within {share_ms} ms") from error


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    """Find the article, ask its price, charge it; return the payment's id."""
    deadline = Deadline(budget_ms, now_ms)
    sku = deadline.call(inventory.find, order_id)
    cents = deadline.call(pricing.quote, sku)
    return deadline.call(payment.charge, order_id, cents)
