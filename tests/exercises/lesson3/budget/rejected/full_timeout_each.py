"""Each call gets the whole budget, so three calls take three budgets.

fails: test_budget_shrinks, test_cap, test_header, test_overrun
says: charged a card for nobody
"""


class DeadlineExceeded(Exception):
    pass


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    if budget_ms < 50:
        raise DeadlineExceeded(f"{budget_ms} ms")
    ms = min(budget_ms, 800)
    limits = {"timeout_s": ms / 1000, "headers": {"X-Deadline-Ms": str(ms)}}
    try:
        sku = inventory.find(order_id, **limits)
        cents = pricing.quote(sku, **limits)
        return payment.charge(order_id, cents, **limits)
    except TimeoutError as error:
        raise DeadlineExceeded("a call timed out") from error
