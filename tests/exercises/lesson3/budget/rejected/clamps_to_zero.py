"""What is left is kept from being negative, and 0 is sent instead of giving up.

fails: test_too_little_to_begin, test_overrun
says: observed [0.0, 0.0, 0.0]
says: observed ['find', 'quote', 'charge']
"""


class DeadlineExceeded(Exception):
    pass


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    end_ms = now_ms() + budget_ms

    def call(service, *args):
        ms = max(0, min(end_ms - now_ms(), 800))
        try:
            return service(*args, timeout_s=ms / 1000, headers={"X-Deadline-Ms": str(ms)})
        except TimeoutError as error:
            raise DeadlineExceeded(f"no answer in {ms} ms") from error

    sku = call(inventory.find, order_id)
    cents = call(pricing.quote, sku)
    return call(payment.charge, order_id, cents)
