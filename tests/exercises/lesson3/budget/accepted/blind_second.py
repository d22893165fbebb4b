"""Written from the page and the starter alone."""

from collections.abc import Callable
from dataclasses import dataclass

LEAST_MS = 50
MOST_MS = 800


class DeadlineExceeded(Exception):
    """There was not enough time to place the order."""


@dataclass(frozen=True)
class Deadline:
    """The moment, on the caller's clock, after which nobody reads the answer."""

    at_ms: int
    now_ms: Callable[[], int]

    def limits(self) -> dict:
        """What the next call may take, as its keyword arguments; measured anew each time."""
        left_ms = self.at_ms - self.now_ms()
        if left_ms < LEAST_MS:
            raise DeadlineExceeded(f"{left_ms} ms left, a call needs at least {LEAST_MS}")
        call_ms = min(left_ms, MOST_MS)
        return {"timeout_s": call_ms / 1000, "headers": {"X-Deadline-Ms": str(call_ms)}}


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms) -> str:
    """Find the article, ask its price, charge it; return the payment's id."""
    deadline = Deadline(now_ms() + budget_ms, now_ms)
    try:
        sku = inventory.find(order_id, **deadline.limits())
        cents = pricing.quote(sku, **deadline.limits())
        return payment.charge(order_id, cents, **deadline.limits())
    except TimeoutError as error:
        raise DeadlineExceeded(f"order {order_id}: a call timed out") from error
