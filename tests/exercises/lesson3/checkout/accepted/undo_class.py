"""A small class with __exit__ that undoes on failure, loguru with a bound field, the second error as cause."""

from dataclasses import dataclass

from gateway import Declined, GatewayDown
from loguru import logger


class PaymentDeclined(Exception):
    pass


class PaymentUnavailable(Exception):
    pass


@dataclass
class Receipt:
    payment: str
    reservation: str


class Undo:
    def __init__(self, action):
        self.action = action

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            try:
                self.action()
            except Exception as second:
                second.__cause__ = error.__cause__
                raise error from second


def charge(gateway, order):
    log = logger.bind(order_id=order["id"])
    try:
        return gateway.charge(order["id"], order["cents"])
    except Declined as error:
        log.info("declined")
        raise PaymentDeclined from error
    except GatewayDown as error:
        log.warning("gateway down")
        raise PaymentUnavailable from error


def checkout(order, gateway, stock):
    ticket = stock.reserve(order["sku"])
    with Undo(lambda: stock.release(ticket)):
        return Receipt(charge(gateway, order), ticket)
