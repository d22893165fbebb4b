"""The address is put together anew, and what stood after the `?` is lost: every request lacks the key.

fails: test_good_order
says: ['GET /v1/orders/
"""

from urllib.parse import urlsplit

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
    parts = urlsplit(base_url)
    try:
        response = requests.get(f"{parts.scheme}://{parts.netloc}{parts.path}/orders/{order_id}", timeout=1)
    except requests.RequestException as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    status = response.status_code
    if status >= 400:
        kind = NotFound if status == 404 else Unavailable if status >= 500 else OrderApiError
        raise kind(f"order {order_id}: status {status}")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
