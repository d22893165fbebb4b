"""Nobody looks whether anything is left: the timeout becomes negative.

fails: test_too_little_to_begin, test_overrun
"""


class DeadlineExceeded(Exception):
    pass


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    end_ms = now_ms() + budget_ms

    def call(service, *args):
        left_ms = end_ms - now_ms()
        ms = min(left_ms, 800)
        try:
            return service(*args, timeout_s=ms / 1000, headers={"X-Deadline-Ms": str(ms)})
        except TimeoutError as error:
            raise DeadlineExceeded(f"no answer in {ms} ms") from error

    sku = call(inventory.find, order_id)
    cents = call(pricing.quote, sku)
    return call(payment.charge, order_id, cents)
