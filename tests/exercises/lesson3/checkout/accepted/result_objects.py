"""The charge returns a result object; what is logged and raised is decided once, at the edge. loguru."""

from dataclasses import dataclass

import gateway as gw
from loguru import logger


class PaymentDeclined(Exception):
    pass


class PaymentUnavailable(Exception):
    pass


@dataclass
class Receipt:
    payment: str
    reservation: str


@dataclass
class Paid:
    payment: str


@dataclass
class Failed:
    error: BaseException


def try_to_charge(gateway, order):
    try:
        return Paid(gateway.charge(order["id"], order["cents"]))
    except BaseException as error:
        return Failed(error)


def release(stock, ticket):
    try:
        stock.release(ticket)
    except Exception as error:
        return [f"could not release {ticket}: {error!r}"]
    return []


def judged(error, order):
    match error:
        case gw.Declined():
            logger.info("order {} declined: {}", order["id"], error.reason)
            return PaymentDeclined(error.reason)
        case gw.GatewayDown():
            logger.opt(exception=error).warning("order {}: gateway down", order["id"])
            return PaymentUnavailable("try again later")
    return error


def checkout(order, *, gateway, stock):
    ticket = stock.reserve(order["sku"])
    match try_to_charge(gateway, order):
        case Paid(payment):
            return Receipt(payment, ticket)
        case Failed(error):
            notes = release(stock, ticket)
            problem = judged(error, order)
            for note in notes:
                problem.add_note(note)
            if problem is error:
                raise problem
            raise problem from error
