"""The clean-up is under `except Exception`, which neither Ctrl-C nor a cancellation is.

fails: test_stop_passes
says: Which classes does `except Exception` not catch
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
        return Receipt(charge(order, gateway), ticket)
    except Exception as error:
        release(stock, ticket, error)
        raise


def charge(order, gateway):
    try:
        return gateway.charge(order["id"], order["cents"])
    except Declined as error:
        log.info("order %s declined", order["id"])
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        log.warning("order %s: gateway down", order["id"])
        raise PaymentUnavailable("try again") from error
