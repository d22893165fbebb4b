"""Written from the page and the starter alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from gateway import Declined, GatewayDown

log = structlog.get_logger(__name__)


class PaymentDeclined(Exception):
    """The customer has to pay in another way."""


class PaymentUnavailable(Exception):
    """Nobody's fault at the till; the same order may go through later."""


@dataclass
class Receipt:
    """What the customer gets: the payment's id and the ticket of the reservation."""

    payment: str
    reservation: str


@contextmanager
def released_on_failure(stock, ticket: str, order_id: int) -> Iterator[None]:
    """Give the ticket back if the block fails, Ctrl-C and cancellation included."""
    try:
        yield
    except BaseException as error:
        try:
            stock.release(ticket)
        except Exception as failure:
            # The payment's error matters to the caller; this one must not take its place.
            error.add_note(f"ticket {ticket} could not be released: {failure!r}")
            log.exception("release_failed", order_id=order_id, ticket=ticket)
        raise


def checkout(order, *, gateway, stock) -> Receipt:
    """Reserve the article, charge the card, return the receipt."""
    order_id = order["id"]
    ticket = stock.reserve(order["sku"])
    with released_on_failure(stock, ticket, order_id):
        try:
            payment = gateway.charge(order_id, order["cents"])
        except Declined as error:
            log.info("payment_declined", order_id=order_id, reason=error.reason)
            raise PaymentDeclined(f"order {order_id}: the card was declined") from error
        except GatewayDown as error:
            log.warning("payment_unavailable", order_id=order_id, error=str(error))
            raise PaymentUnavailable(f"order {order_id}: the gateway is down") from error
    return Receipt(payment=payment, reservation=ticket)
