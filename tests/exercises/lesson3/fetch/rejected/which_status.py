"""The errors name the order, and not the status that the gateway sent.

fails: test_order_and_status
says: a text that names status 401
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
        raise Unavailable(f"order {order_id} could not be fetched") from error
    if response.status_code == 404:
        raise NotFound(f"order {order_id} does not exist")
    if response.is_server_error:
        raise Unavailable(f"order {order_id}: the gateway is down")
    if response.is_client_error:
        raise OrderApiError(f"order {order_id}: the gateway refused")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id} is not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id} is not an object")
    return body
