"""Written from the page and the starter alone."""

import logging
from dataclasses import dataclass

from gateway import Declined, GatewayDown

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
    ticket = stock.reserve(order["sku"])
    try:
        payment = gateway.charge(order["id"], order["cents"])
    except BaseException as error:  # Ctrl-C and cancellation, too, must not keep the article
        failure = _failure(order, error)
        try:
            stock.release(ticket)
        except Exception as second:
            logger.exception("order %s: ticket %s not released", order["id"], ticket)
            failure.add_note(f"Ticket {ticket} was not released: {type(second).__name__}: {second}")
        if failure is error:
            raise
        level = logging.INFO if isinstance(failure, PaymentDeclined) else logging.WARNING
        logger.log(level, "%s: %s", failure, error)
        raise failure from error
    return Receipt(payment, ticket)


def _failure(order, error):
    """What leaves `checkout` when the gateway raises `error`."""
    if isinstance(error, Declined):
        return PaymentDeclined(f"order {order['id']}: payment declined")
    if isinstance(error, GatewayDown):
        return PaymentUnavailable(f"order {order['id']}: payment unavailable")
    return error
