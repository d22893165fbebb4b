"""The budget is cut into three equal parts beforehand; what a fast call leaves over is lost.

fails: test_budget_shrinks, test_cap, test_header, test_just_enough, test_overrun, test_next_order_starts_afresh
"""


class DeadlineExceeded(Exception):
    pass


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    ms = min(budget_ms // 3, 800)
    if budget_ms < 50:
        raise DeadlineExceeded(f"{budget_ms} ms")
    limits = {"timeout_s": ms / 1000, "headers": {"X-Deadline-Ms": str(ms)}}
    try:
        sku = inventory.find(order_id, **limits)
        cents = pricing.quote(sku, **limits)
        return payment.charge(order_id, cents, **limits)
    except TimeoutError as error:
        raise DeadlineExceeded("a call timed out") from error
