"""The release is not guarded: when it fails, its error takes the place of the first one.

fails: test_failed_release_hides_nothing
says: by itself or in a group
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


def checkout(order, *, gateway, stock):
    ticket = stock.reserve(order["sku"])
    try:
        payment = gateway.charge(order["id"], order["cents"])
    except Declined as error:
        stock.release(ticket)
        log.info("order %s declined", order["id"])
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        stock.release(ticket)
        log.warning("order %s: gateway down", order["id"])
        raise PaymentUnavailable("try again") from error
    except BaseException:
        stock.release(ticket)
        raise
    return Receipt(payment, ticket)
