"""Place an order with three calls, in no more time than the caller has left.

    place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms) -> str

The caller waits for `budget_ms` milliseconds (int), counted from the moment at which `place_order` is called; after
that nobody reads the answer. The three services are called in this order, each once:

    inventory.find(order_id, *, timeout_s, headers) -> str           the article's number (sku)
    pricing.quote(sku, *, timeout_s, headers) -> int                 its price in cents
    payment.charge(order_id, cents, *, timeout_s, headers) -> str    the payment's id; `place_order` returns it

`now_ms()` is a monotonic clock in whole milliseconds. Use no other: in production it is
`lambda: time.monotonic_ns() // 1_000_000`, and a check can let an hour pass on it without waiting.

Right before each call, find out how many milliseconds of the budget are left:

- Fewer than 50: do not start the call, raise `DeadlineExceeded`. This holds for a budget of 0 or less as well.
- Otherwise the call may take what is left, but never more than 800 ms. Tell it so in two ways:
  `timeout_s` is that time in seconds, as a float: 380 ms are 0.38;
  `headers` is a dict in which `X-Deadline-Ms` is that time in whole milliseconds, a string of digits: "380".

Measure; do not trust a timeout to hold: most timeouts are per read, so an answer can take longer than `timeout_s`.
An answer that has arrived counts, however late it is: once `charge` has returned, the money is taken.

If a call raises `TimeoutError`, raise `DeadlineExceeded` from it (it is the `__cause__`), whichever of the three it
was and whatever is left of the budget; nothing is called after it. Any other exception of a call leaves as it is.

A budget belongs to one order: the next call of `place_order` starts with its own.
"""

import logging

logger = logging.getLogger(__name__)

LEAST_MS = 50
MOST_MS = 800


class DeadlineExceeded(Exception):
    """The order was not placed in time. After a timeout of `charge` nobody knows whether the money was taken."""


def place_order(order_id, *, budget_ms, inventory, pricing, payment, now_ms):
    """Find the article, ask its price, charge it; return the payment's id."""
    # TODO: three timeouts of 800 ms each add up, and the caller has been gone for a while.
    limits = {"timeout_s": MOST_MS / 1000, "headers": {}}
    sku = inventory.find(order_id, **limits)
    cents = pricing.quote(sku, **limits)
    try:
        return payment.charge(order_id, cents, **limits)
    except TimeoutError:
        logger.warning("order %s: no answer from the payment service", order_id)
