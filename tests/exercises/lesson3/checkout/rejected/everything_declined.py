"""Whatever goes wrong, the card is to blame.

fails: test_gateway_down, test_bug_passes, test_logged_once, test_failed_release_hides_nothing, test_stop_passes
says: observed ['PaymentDeclined'
says: like poor customers
"""

import logging
from dataclasses import dataclass

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
    except Exception as error:
        log.info("order %s declined: %s", order["id"], error)
        stock.release(ticket)
        raise PaymentDeclined(str(error)) from error
    return Receipt(payment, ticket)
