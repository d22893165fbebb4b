""""Not a good answer" and "not an order" are thrown together.

fails: test_refusal
says: observed BadResponse
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
    status = response.status_code
    if status == 404:
        raise NotFound(f"order {order_id}: status 404")
    if status >= 500:
        raise Unavailable(f"order {order_id}: status {status}")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: status {status}, not JSON") from error
    if status != 200 or not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: status {status}")
    return body
