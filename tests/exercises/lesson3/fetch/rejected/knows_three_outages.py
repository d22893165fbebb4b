"""500, 502 and 503 are on the list; on the day when 504 came, it was no outage.

fails: test_outage
says: a kind of OrderApiError, for 5
says: observed OrderApiError
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


OUTAGES = (500, 502, 503)


def fetch_order(base_url, order_id):
    try:
        response = requests.get(order_url(base_url, order_id), timeout=1)
    except requests.RequestException as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    status = response.status_code
    if status == 404:
        raise NotFound(f"order {order_id}: status {status}")
    if status in OUTAGES:
        raise Unavailable(f"order {order_id}: status {status}")
    if status != 200:
        raise OrderApiError(f"order {order_id}: status {status}")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
