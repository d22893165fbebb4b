"""`-> dict` is in the signature, and nobody looks at what the decoder returned.

fails: test_not_an_object, test_order_and_status, test_key_stays_secret
says: it returned None
says: 'NoneType' object is not subscriptable
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


def fetch_order(base_url: str, order_id: int) -> dict:
    try:
        response = requests.get(order_url(base_url, order_id), timeout=1)
    except requests.RequestException as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    status = response.status_code
    if status == 404:
        raise NotFound(f"order {order_id}: status {status}")
    if status >= 500:
        raise Unavailable(f"order {order_id}: status {status}")
    if not response.ok:
        raise OrderApiError(f"order {order_id}: status {status}")
    try:
        return response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
