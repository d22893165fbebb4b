"""The time is read from the wall clock, which other people set, instead of the clock that was given.

fails: test_budget_shrinks, test_cap, test_header, test_just_enough, test_overrun, test_next_order_starts_afresh
says: charged a card for nobody
"""

import time


class DeadlineExceeded(Exception):
    pass


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    end = time.time() + budget_ms / 1000

    def call(service, *args):
        left_s = end - time.time()
        if left_s < 0.05:
            raise DeadlineExceeded("no time left")
        seconds = min(left_s, 0.8)
        try:
            return service(*args, timeout_s=seconds, headers={"X-Deadline-Ms": str(int(seconds * 1000))})
        except TimeoutError as error:
            raise DeadlineExceeded("no answer in time") from error

    sku = call(inventory.find, order_id)
    cents = call(pricing.quote, sku)
    return call(payment.charge, order_id, cents)
