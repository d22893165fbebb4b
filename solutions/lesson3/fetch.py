"""One error for each decision that a caller can make, and nothing in it that a log should not hold."""

import requests


class OrderApiError(Exception):
    """The order could not be fetched."""


class NotFound(OrderApiError):
    """There is no such order."""


class Unavailable(OrderApiError):
    """The gateway gave no answer; the same request may work later."""


class BadResponse(OrderApiError):
    """The gateway answered, and the answer is not an order."""


def order_url(base_url, order_id):
    """The address of an order. What `base_url` has after a `?` stays at the end."""
    base, mark, query = base_url.partition("?")
    return f"{base}/orders/{order_id}{mark}{query}"


def fetch_order(base_url, order_id):
    """Fetch one order."""
    try:
        response = requests.get(order_url(base_url, order_id), timeout=1)
    # The library's own base class: Python's ConnectionError and TimeoutError are not among the parents of its errors.
    except requests.RequestException as error:
        # Its text holds the address, and the address holds the key. Its class is all that a reader needs.
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    status = response.status_code
    # The status comes before the body: the page of a proxy that is down is no statement about the order.
    if status == 404:
        raise NotFound(f"order {order_id}: status {status}")
    if status >= 500:
        raise Unavailable(f"order {order_id}: status {status}")
    if not response.ok:
        raise OrderApiError(f"order {order_id}: status {status}")
    try:
        order = response.json()
    # Not the library's JSONDecodeError: that is a RequestException as well, and would pass for an outage above.
    except ValueError as error:
        raise BadResponse(f"order {order_id}: the body is not JSON") from error
    # An annotation `-> dict` would be a promise that nothing keeps at run time.
    if not isinstance(order, dict):
        raise BadResponse(f"order {order_id}: a JSON {type(order).__name__}, not an object")
    return order
