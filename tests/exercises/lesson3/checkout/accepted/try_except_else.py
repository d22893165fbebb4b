"""try / except / else in one function, the standard library's logging, the second error as a note."""

import logging
from dataclasses import dataclass

import gateway as gw

log = logging.getLogger("shop.checkout")


class PaymentError(Exception):
    pass


class PaymentDeclined(PaymentError):
    pass


class PaymentUnavailable(PaymentError):
    pass


@dataclass
class Receipt:
    payment: str
    reservation: str


def checkout(order, *, gateway, stock):
    ticket = stock.reserve(order["sku"])
    try:
        payment = gateway.charge(order["id"], order["cents"])
    except gw.Declined as error:
        log.info("card declined", extra={"order_id": order["id"], "reason": error.reason})
        problem = PaymentDeclined(error.reason)
        give_back(stock, ticket, problem)
        raise problem from error
    except gw.GatewayDown as error:
        log.warning("gateway down, order %d waits", order["id"], exc_info=True)
        problem = PaymentUnavailable(f"order {order['id']}: try again later")
        give_back(stock, ticket, problem)
        raise problem from error
    except BaseException as error:
        give_back(stock, ticket, error)
        raise
    else:
        return Receipt(payment=payment, reservation=ticket)


def give_back(stock, ticket, problem):
    try:
        stock.release(ticket)
    except Exception as second:
        problem.add_note(f"Releasing {ticket} failed as well: {second}")
