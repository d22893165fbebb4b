"""The errors have the right classes, and say neither which order it was nor which status.

fails: test_order_and_status
says: a text that names order
says: Which orders, and why?
"""

import requests


class OrderApiError(Exception):
    pass


class NotFound(OrderApiError):
    pass


class Unavailable(OrderApiError):
    pass


class BadResponse(OrderApiError):
    pass


def order_url(base_url, order_id):
    base, mark, query = base_url.partition("?")
    return f"{base}/orders/{order_id}{mark}{query}"


def fetch_order(base_url, order_id):
    try:
        response = requests.get(order_url(base_url, order_id), timeout=1)
    except requests.RequestException as error:
        raise Unavailable("The gateway did not answer") from error
    status = response.status_code
    if status == 404:
        raise NotFound("No such order")
    if status >= 500:
        raise Unavailable("The gateway is down")
    if status >= 400:
        raise OrderApiError("The gateway refused the request")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse("The answer is not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse("The answer is not an object")
    return body
