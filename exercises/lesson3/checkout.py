"""Take the payment for an order, and leave nothing half done when that fails.

    checkout(order, *, gateway, stock) -> Receipt

`order` is a dict with the keys `id` (int), `sku` (str) and `cents` (int). The collaborators are arguments:

    stock.reserve(sku) -> str                 puts one article aside and returns a ticket
    stock.release(ticket) -> None             puts it back on sale
    gateway.charge(order_id, cents) -> str    takes the money and returns the payment's id

First reserve, then charge, each once. If both work, return a `Receipt`; the reservation is kept.
If `stock.reserve` raises, its exception leaves `checkout` as it is: nothing is charged, nothing is released.
If `gateway.charge` raises, whatever it is (Ctrl-C and cancellation too), release the ticket exactly once. Then:

    the gateway raises       what leaves checkout            what is logged
    gateway.Declined         PaymentDeclined                 one event, level INFO
    gateway.GatewayDown      PaymentUnavailable              one event, level WARNING
    anything else            the very same exception         nothing: whoever handles it will log it

`PaymentDeclined` and `PaymentUnavailable` are raised from the gateway's exception: it is their `__cause__`.
The event names the order's id, in its text or in a field. Which logging library, logger and words you use is up to
you. Events below INFO do not count, and what a paid order logs is free.

If `stock.release` raises an `Exception` as well, the exception of the table still leaves, by itself or in an exception
group. The second one is attached to the exception that leaves: as a note that quotes it, as cause or context, or as a member
of that group.
An event of its own for a failed release is allowed.

The gateway's exceptions are in `gateway.py`, beside this file. The argument `gateway` hides the module of that name inside
the function, so import the exceptions themselves: `from gateway import Declined`. `Receipt` is complete.
"""

import logging
from dataclasses import dataclass

logger = logging.getLogger(__name__)


class PaymentDeclined(Exception):
    """The customer has to pay in another way."""


class PaymentUnavailable(Exception):
    """Nobody's fault at the till; the same order may go through later."""


@dataclass
class Receipt:
    """What the customer gets: the payment's id and the ticket of the reservation."""

    payment: str
    reservation: str


def checkout(order, *, gateway, stock):
    """Reserve the article, charge the card, return the receipt."""
    # TODO: it works as long as every card is good. Make it do what the text above says when one is not.
    ticket = stock.reserve(order["sku"])
    try:
        payment = gateway.charge(order["id"], order["cents"])
    except Exception as error:
        logger.error(f"Payment failed: {error}")
        raise PaymentDeclined("Payment failed, please use another card")
    return Receipt(payment, ticket)
