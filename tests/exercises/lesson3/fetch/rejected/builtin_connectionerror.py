"""`except ConnectionError` without `requests.`: that is Python's own class, and it catches nothing here.

fails: test_refused_connection, test_lost_connection, test_silence, test_cause, test_key_stays_secret
says: observed requests.exceptions.ConnectionError: HTTPConnectionPool
says: It has never run
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
    except (ConnectionError, TimeoutError) as error:
        raise Unavailable(f"order {order_id}: no connection") from error
    status = response.status_code
    if status == 404:
        raise NotFound(f"order {order_id}: {status}")
    if status >= 400:
        raise (Unavailable if status >= 500 else OrderApiError)(f"order {order_id}: {status}")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
