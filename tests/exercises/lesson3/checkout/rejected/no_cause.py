"""`raise ... from None`: the gateway's exception and its line are gone.

fails: test_cause_is_kept
says: nobody will ever know
"""

import logging
from dataclasses import dataclass

from gateway import Declined, GatewayDown

log = logging.getLogger(__name__)


class PaymentDeclined(Exception):
    pass


class PaymentUnavailable(Exception):
    pass


@dataclass
class Receipt:
    payment: str
    reservation: str


def release(stock, ticket, problem):
    try:
        stock.release(ticket)
    except Exception as second:
        problem.add_note(f"release failed: {second!r}")


def checkout(order, *, gateway, stock):
    ticket = stock.reserve(order["sku"])
    try:
        return Receipt(charge(order, gateway), ticket)
    except BaseException as error:
        release(stock, ticket, error)
        raise


def charge(order, gateway):
    try:
        return gateway.charge(order["id"], order["cents"])
    except Declined as error:
        log.info("order %s declined", order["id"])
        raise PaymentDeclined(error.reason) from None
    except GatewayDown:
        log.warning("order %s: gateway down", order["id"])
        raise PaymentUnavailable("try again") from None
