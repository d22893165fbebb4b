"""The end of the budget is in a context variable, set and reset by one context manager."""

from contextlib import contextmanager
from contextvars import ContextVar


class DeadlineExceeded(Exception):
    pass


end_of_budget = ContextVar("end_of_budget")
clock = ContextVar("clock")


@contextmanager
def budget(milliseconds, now_ms):
    ticking = clock.set(now_ms)
    token = end_of_budget.set(now_ms() + milliseconds)
    try:
        yield
    except TimeoutError as error:
        raise DeadlineExceeded("a call timed out") from error
    finally:
        end_of_budget.reset(token)
        clock.reset(ticking)


def limits():
    left = end_of_budget.get() - clock.get()()
    if left < 50:
        raise DeadlineExceeded(f"only {left} ms left")
    granted = min(800, left)
    return {"timeout_s": granted / 1000, "headers": {"X-Deadline-Ms": str(granted)}}


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    with budget(budget_ms, now_ms):
        sku = inventory.find(order_id, **limits())
        cents = pricing.quote(sku, **limits())
        return payment.charge(order_id, cents, **limits())
