"""The clock is read after each call as well, and a payment that was made is reported as none.

fails: test_late_payment_counts
says: the customer paid again
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
            answer = service(*args, timeout_s=ms / 1000, headers={"X-Deadline-Ms": str(ms)})
        except TimeoutError as error:
            raise DeadlineExceeded(f"no answer in {ms} ms") from error
        if now_ms() > end_ms:
            raise DeadlineExceeded("too late")
        return answer

    sku = call(inventory.find, order_id)
    cents = call(pricing.quote, sku)
    return call(payment.charge, order_id, cents)
