"""Only JSONDecodeError is caught; bytes that are no text raise another child of ValueError.

fails: test_not_json
says: observed UnicodeDecodeError
"""

import json

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
    if response.status_code == 404:
        raise NotFound(f"order {order_id}: status 404")
    if response.is_server_error:
        raise Unavailable(f"order {order_id}: status {response.status_code}")
    if response.is_client_error:
        raise OrderApiError(f"order {order_id}: status {response.status_code}")
    try:
        body = response.json()
    except json.JSONDecodeError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
