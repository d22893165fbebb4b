"""Each service is wrapped in a proxy that adds the limits to every method; place_order reads like the happy path."""

import functools


class DeadlineExceeded(Exception):
    pass


class Guarded:
    def __init__(self, service, share_ms):
        self._service, self._share_ms = service, share_ms

    def __getattr__(self, name):
        method = getattr(self._service, name)

        @functools.wraps(method)
        def call(*args):
            ms = self._share_ms()
            try:
                return method(*args, timeout_s=ms / 1000, headers={"X-Deadline-Ms": str(ms)})
            except TimeoutError as error:
                raise DeadlineExceeded(f"{name}: no answer in {ms} ms") from error

        return call


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    started = now_ms()

    def share_ms():
        left = budget_ms - (now_ms() - started)
        if left >= 50:
            return min(left, 800)
        raise DeadlineExceeded(f"{left} ms left")

    inventory, pricing, payment = (Guarded(each, share_ms) for each in (inventory, pricing, payment))
    return payment.charge(order_id, pricing.quote(inventory.find(order_id)))
