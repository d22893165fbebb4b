"""A `return` in `finally` swallows the error that is on its way out.

fails: test_declined, test_gateway_down, test_bug_passes, test_cause_is_kept, test_failed_release_hides_nothing, test_stop_passes
says: it returned None
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
    receipt = None
    try:
        receipt = Receipt(gateway.charge(order["id"], order["cents"]), ticket)
    except Declined as error:
        log.info("order %s declined", order["id"])
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        log.warning("order %s: gateway down", order["id"])
        raise PaymentUnavailable("try again") from error
    finally:
        if receipt is None:
            stock.release(ticket)
        return receipt
