"""`except BaseException` without `raise`: Ctrl-C, cancellation and bugs end here.

fails: test_bug_passes, test_logged_once, test_failed_release_hides_nothing, test_stop_passes
says: it returned None
says: swallowed its cancellation
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
        payment = gateway.charge(order["id"], order["cents"])
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
        log.exception("order %s: unexpected", order["id"])
        release(stock, ticket, error)
        return None
    return Receipt(payment, ticket)
