"""The release is in `finally`, so it runs for paid orders too.

fails: test_paid, test_failed_release_hides_nothing
says: 'stock.release']
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
        return Receipt(payment, ticket)
    except Declined as error:
        log.info("order %s declined", order["id"])
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        log.warning("order %s: gateway down", order["id"])
        raise PaymentUnavailable("try again") from error
    finally:
        stock.release(ticket)
