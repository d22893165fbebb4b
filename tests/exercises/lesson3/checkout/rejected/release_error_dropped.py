"""The release is guarded, but what it raises is thrown away.

fails: test_failed_release_hides_nothing
says: attached to it
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


def release(stock, ticket):
    try:
        stock.release(ticket)
    except Exception:
        pass


def checkout(order, *, gateway, stock):
    ticket = stock.reserve(order["sku"])
    try:
        payment = gateway.charge(order["id"], order["cents"])
    except Declined as error:
        release(stock, ticket)
        log.info("order %s declined", order["id"])
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        release(stock, ticket)
        log.warning("order %s: gateway down", order["id"])
        raise PaymentUnavailable("try again") from error
    except BaseException:
        release(stock, ticket)
        raise
    return Receipt(payment, ticket)
