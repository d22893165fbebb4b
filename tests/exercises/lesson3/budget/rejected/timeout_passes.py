"""A call's own TimeoutError goes up untranslated; the caller waits for DeadlineExceeded only.

fails: test_timeout_is_told
says: 'DeadlineExceeded' among them
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
        return service(*args, timeout_s=ms / 1000, headers={"X-Deadline-Ms": str(ms)})

    sku = call(inventory.find, order_id)
    cents = call(pricing.quote, sku)
    return call(payment.charge, order_id, cents)
