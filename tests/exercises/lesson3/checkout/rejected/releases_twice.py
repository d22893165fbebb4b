"""The inner handler releases, the outer one releases again: somebody else's article goes back on sale.

fails: test_nothing_stays_reserved
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
        return Receipt(charge(order, gateway, stock, ticket), ticket)
    except BaseException as error:
        release(stock, ticket, error)
        raise


def charge(order, gateway, stock, ticket):
    try:
        return gateway.charge(order["id"], order["cents"])
    except Declined as error:
        log.info("order %s declined", order["id"])
        problem = PaymentDeclined(error.reason)
        release(stock, ticket, problem)
        raise problem from error
    except GatewayDown as error:
        log.warning("order %s: gateway down", order["id"])
        problem = PaymentUnavailable("try again")
        release(stock, ticket, problem)
        raise problem from error
