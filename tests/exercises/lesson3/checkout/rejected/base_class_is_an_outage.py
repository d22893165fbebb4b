"""The library's base class counts as an outage, so our own malformed requests are retried for ever.

fails: test_bug_passes
says: gateway.MalformedRequest
"""

import logging
from dataclasses import dataclass

from gateway import Declined, GatewayError

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
        payment = gateway.charge(order["id"], order["cents"])
    except Declined as error:
        log.info("order %s declined", order["id"])
        problem = PaymentDeclined(error.reason)
        release(stock, ticket, problem)
        raise problem from error
    except GatewayError as error:
        log.warning("order %s: gateway down", order["id"])
        problem = PaymentUnavailable("try again")
        release(stock, ticket, problem)
        raise problem from error
    except BaseException as error:
        release(stock, ticket, error)
        raise
    return Receipt(payment, ticket)
