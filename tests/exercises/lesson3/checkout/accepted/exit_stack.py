"""An ExitStack whose undo step is dropped on success, JSON as log text, the second error as context."""

import json
import logging
from contextlib import ExitStack
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


def say(level, event, **fields):
    log.log(level, json.dumps({"event": event, **fields}))


def releasing(stock, ticket):
    def undo(kind, error, trace):
        try:
            stock.release(ticket)
        except Exception:
            raise error  # the release's error becomes its context

    return undo


def checkout(order, *, gateway, stock):
    with ExitStack() as stack:
        ticket = stock.reserve(order["sku"])
        stack.push(releasing(stock, ticket))
        try:
            payment = gateway.charge(order["id"], order["cents"])
        except Declined as error:
            say(logging.INFO, "declined", order_id=order["id"])
            raise PaymentDeclined("please use another card") from error
        except GatewayDown as error:
            say(logging.WARNING, "gateway_down", order_id=order["id"], problem=str(error))
            raise PaymentUnavailable("please try again later") from error
        stack.pop_all()
    return Receipt(payment, ticket)
