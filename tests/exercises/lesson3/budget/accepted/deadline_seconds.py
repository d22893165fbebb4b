"""A frozen Deadline object that counts in seconds, with a method for what remains."""

from dataclasses import dataclass
from typing import Any


class DeadlineExceeded(TimeoutError):
    pass


@dataclass(frozen=True)
class Deadline:
    end: float
    clock: Any

    @classmethod
    def after(cls, seconds, clock):
        return cls(clock() + seconds, clock)

    def remaining(self):
        return self.end - self.clock()

    def share(self, least=0.05, most=0.8):
        left = self.remaining()
        if left < least:
            raise DeadlineExceeded(f"{left:.3f} s left")
        return min(left, most)


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    deadline = Deadline.after(budget_ms / 1000, lambda: now_ms() / 1000)

    def options():
        seconds = deadline.share()
        return {"timeout_s": seconds, "headers": {"x-deadline-ms": str(int(seconds * 1000))}}

    try:
        sku = inventory.find(order_id, **options())
        cents = pricing.quote(sku, **options())
        return payment.charge(order_id, cents, **options())
    except DeadlineExceeded:
        raise
    except TimeoutError as error:
        raise DeadlineExceeded(str(error)) from error
