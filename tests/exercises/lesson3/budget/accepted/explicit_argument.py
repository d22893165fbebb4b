"""The end of the budget is handed from function to function as a plain number."""


class DeadlineExceeded(Exception):
    def __init__(self, step):
        super().__init__(f"no time for {step}")
        self.step = step


def options(step, end_ms, now_ms):
    left = end_ms - now_ms()
    if left <= 49:
        raise DeadlineExceeded(step)
    granted = left if left < 800 else 800
    return dict(timeout_s=granted * 0.001, headers={"X-Deadline-Ms": f"{granted}", "Accept": "application/json"})


def find(inventory, order_id, end_ms, now_ms):
    try:
        return inventory.find(order_id, **options("find", end_ms, now_ms))
    except TimeoutError as error:
        raise DeadlineExceeded("find") from error


def quote(pricing, sku, end_ms, now_ms):
    try:
        return pricing.quote(sku, **options("quote", end_ms, now_ms))
    except TimeoutError as error:
        raise DeadlineExceeded("quote") from error


def charge(payment, order_id, cents, end_ms, now_ms):
    try:
        return payment.charge(order_id, cents, **options("charge", end_ms, now_ms))
    except TimeoutError as error:
        raise DeadlineExceeded("charge") from error


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    end_ms = now_ms() + budget_ms
    sku = find(inventory, order_id, end_ms, now_ms)
    cents = quote(pricing, sku, end_ms, now_ms)
    return charge(payment, order_id, cents, end_ms, now_ms)
