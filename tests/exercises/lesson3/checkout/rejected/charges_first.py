"""Charging first saves the release; those who find the shelf empty have paid already.

fails: test_paid, test_out_of_stock, test_nothing_stays_reserved, test_bug_passes, test_failed_release_hides_nothing, test_stop_passes
says: ['gateway.charge', 'stock.reserve']
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
    try:
        payment = gateway.charge(order["id"], order["cents"])
    except Declined as error:
        log.info("order %s declined", order["id"])
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        log.warning("order %s: gateway down", order["id"])
        raise PaymentUnavailable("try again") from error
    return Receipt(payment, stock.reserve(order["sku"]))
