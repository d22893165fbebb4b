"""The failures are printed; nothing that collects logs will ever see them.

fails: test_logged_once
says: observed 'logged: nothing'
"""

from dataclasses import dataclass

from gateway import Declined, GatewayDown


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
    except BaseException as error:
        release(stock, ticket, error)
        raise


def charge(order, gateway):
    try:
        return gateway.charge(order["id"], order["cents"])
    except Declined as error:
        print(f"INFO order {order['id']} declined")
        raise PaymentDeclined(error.reason) from error
    except GatewayDown as error:
        print(f"WARNING order {order['id']}: gateway down")
        raise PaymentUnavailable("try again") from error
