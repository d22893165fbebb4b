"""The timeout is whole seconds: 0.8 becomes 0, which means no limit at all.

fails: test_budget_shrinks, test_cap, test_just_enough, test_next_order_starts_afresh
says: observed [0, 0, 0]
says: which means "no limit"
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
            return service(*args, timeout_s=int(ms / 1000), headers={"X-Deadline-Ms": str(ms)})
        except TimeoutError as error:
            raise DeadlineExceeded(f"no answer in {ms} ms") from error

    sku = call(inventory.find, order_id)
    cents = call(pricing.quote, sku)
    return call(payment.charge, order_id, cents)
