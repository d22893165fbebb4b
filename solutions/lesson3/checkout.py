"""Translate what the gateway says, undo what was begun, and let every bug through."""

import logging
from contextlib import contextmanager
from dataclasses import dataclass

from gateway import Declined, GatewayDown

log = logging.getLogger(__name__)


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
    # Outside the guard: as long as nothing is reserved, there is nothing to release.
    ticket = stock.reserve(order["sku"])
    with released_on_failure(stock, ticket):
        payment = charge(order, gateway)
    return Receipt(payment, ticket)


def charge(order, gateway):
    """Take the money, and translate the two failures that a caller can act on. Only this layer logs them."""
    try:
        return gateway.charge(order["id"], order["cents"])
    except Declined as error:
        # Business as usual: somebody may want to count it, nobody wants to be woken by it.
        log.info("order %s: card declined: %s", order["id"], error.reason)
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        log.warning("order %s: the payment gateway is down: %s", order["id"], error)
        raise PaymentUnavailable("try again later") from error


@contextmanager
def released_on_failure(stock, ticket):
    """Give the ticket back if the block fails, without hiding why it failed."""
    try:
        yield
    except BaseException as error:  # Ctrl-C and cancellation must not leave goods reserved for nobody either.
        try:
            stock.release(ticket)
        except Exception as second:
            # Raised from here, it would take the place of the error that explains everything.
            error.add_note(f"ticket {ticket} is still reserved: {second!r}")
        raise
