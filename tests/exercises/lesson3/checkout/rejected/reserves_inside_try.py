"""The reservation is made inside the `try`, so the clean-up releases what was never reserved.

fails: test_out_of_stock
says: ['stock.reserve', 'stock.release']
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
    ticket = None
    try:
        ticket = stock.reserve(order["sku"])
        payment = charge(order, gateway)
    except BaseException as error:
        release(stock, ticket, error)
        raise
    return Receipt(payment, ticket)


def charge(order, gateway):
    try:
        return gateway.charge(order["id"], order["cents"])
    except Declined as error:
        log.info("order %s declined", order["id"])
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        log.warning("order %s: gateway down", order["id"])
        raise PaymentUnavailable("try again") from error
