"""A running remainder: each call is timed, and what it took is subtracted."""


class DeadlineExceeded(Exception):
    pass


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    left, seen = budget_ms, now_ms()

    def timed(call, *args):
        nonlocal left, seen
        now = now_ms()
        left, seen = left - (now - seen), now
        if left < 50:
            raise DeadlineExceeded(f"{left} of {budget_ms} ms left")
        allowed = sorted([50, left, 800])[1]
        try:
            return call(*args, timeout_s=allowed / 1000, headers={"X-Deadline-Ms": str(allowed)})
        except TimeoutError as error:
            raise DeadlineExceeded(call.__name__) from error

    return timed(payment.charge, order_id, timed(pricing.quote, timed(inventory.find, order_id)))
