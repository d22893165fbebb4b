"""`raise` inside `except`, without `from`: the traceback then reads as if the handler itself had failed.

fails: test_cause
says: Nobody can tell a firewall from a crash
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
    except requests.RequestException:
        raise Unavailable(f"order {order_id}: no answer")
    if response.status_code == 404:
        raise NotFound(f"order {order_id}: 404")
    if response.status_code >= 500:
        raise Unavailable(f"order {order_id}: {response.status_code}")
    if response.status_code >= 400:
        raise OrderApiError(f"order {order_id}: {response.status_code}")
    try:
        body = response.json()
    except ValueError:
        raise BadResponse(f"order {order_id}: not JSON")
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
