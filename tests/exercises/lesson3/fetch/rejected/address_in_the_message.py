"""The message is built from the address: handy for debugging, and the key is in it.

fails: test_key_stays_secret
says: /orders/
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
    url = order_url(base_url, order_id)
    try:
        response = httpx.get(url, timeout=1)
    except httpx.TransportError as error:
        raise Unavailable(f"GET {url} failed") from error
    if response.status_code == 404:
        raise NotFound(f"GET {url}: 404")
    if response.status_code >= 500:
        raise Unavailable(f"GET {url}: {response.status_code}")
    if response.status_code >= 400:
        raise OrderApiError(f"GET {url}: {response.status_code}")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"GET {url}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"GET {url}: not an object")
    return body
