"""The timeout is translated with `from None`, and nobody learns which call it was.

fails: test_timeout_is_told
says: `__cause__`
"""


class DeadlineExceeded(Exception):
    pass


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    end_ms = now_ms() + budget_ms

    def call(service, *args):
        left_ms = end_ms - now_ms()
        if left_ms < 50:
            raise DeadlineExceeded(f"{left_ms} ms left")
        ms = min(left_ms, 800)
        try:
            return service(*args, timeout_s=ms / 1000, headers={"X-Deadline-Ms": str(ms)})
        except TimeoutError:
            raise DeadlineExceeded(f"no answer in {ms} ms") from None

    sku = call(inventory.find, order_id)
    cents = call(pricing.quote, sku)
    return call(payment.charge, order_id, cents)
