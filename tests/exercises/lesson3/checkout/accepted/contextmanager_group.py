"""A context manager around the reservation, structlog, both errors in one exception group."""

import contextlib
from dataclasses import dataclass

import structlog
from gateway import Declined, GatewayDown

log = structlog.get_logger()


class PaymentDeclined(Exception):
    pass


class PaymentUnavailable(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Receipt:
    payment: str
    reservation: str


@contextlib.contextmanager
def reservation(stock, sku):
    ticket = stock.reserve(sku)
    try:
        yield ticket
    except BaseException as error:
        try:
            stock.release(ticket)
        except Exception as second:
            log.error("release_failed", ticket=ticket)
            raise BaseExceptionGroup("the payment and the release failed", [error, second]) from None
        raise


def checkout(order, *, gateway, stock):
    bound = log.bind(order_id=order["id"])
    with reservation(stock, order["sku"]) as ticket:
        try:
            payment = gateway.charge(order["id"], order["cents"])
        except Declined as error:
            bound.info("payment_declined", reason=error.reason)
            raise PaymentDeclined(error.reason) from error
        except GatewayDown as error:
            bound.warning("gateway_down", exc_info=True)
            raise PaymentUnavailable("try again") from error
    bound.info("paid", payment=payment)
    return Receipt(payment=payment, reservation=ticket)
