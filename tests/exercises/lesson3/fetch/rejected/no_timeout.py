"""No timeout: the default of requests is to wait for ever.

fails: test_silence
says: still waiting after 1.9 s
says: all 20 workers
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
        response = requests.get(order_url(base_url, order_id))
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
