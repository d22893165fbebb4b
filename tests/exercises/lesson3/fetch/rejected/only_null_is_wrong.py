""""Not None" is taken for "an object": a list is passed on.

fails: test_not_an_object
says: it returned [{'id': 1}]
"""

import httpx


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
        response = httpx.get(order_url(base_url, order_id), timeout=1)
    except httpx.TransportError as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    if response.is_error:
        status = response.status_code
        kind = NotFound if status == 404 else Unavailable if status >= 500 else OrderApiError
        raise kind(f"order {order_id}: status {status}")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not body:
        raise BadResponse(f"order {order_id}: no content")
    return body
