"""Two layers log the same failure: one logs and raises, the next one logs again.

fails: test_logged_once
says: 'logged: WARNING, INFO'
says: 'logged: WARNING, WARNING'
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


def charge(gateway, order):
    try:
        return gateway.charge(order["id"], order["cents"])
    except Exception as error:
        log.warning("charging order %s failed: %s", order["id"], error)
        raise


def checkout(order, *, gateway, stock):
    ticket = stock.reserve(order["sku"])
    try:
        payment = charge(gateway, order)
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
    except BaseException as error:
        release(stock, ticket, error)
        raise
    return Receipt(payment, ticket)
