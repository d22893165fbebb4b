"""Four classes without a common parent: `except OrderApiError` takes one failure of four.

fails: test_missing_order, test_outage, test_refused_connection, test_lost_connection, test_silence, test_not_json, test_not_an_object, test_cause
says: Unavailable, a kind of OrderApiError
says: 'OrderApiError' among them
"""

import requests


class OrderApiError(Exception):
    pass


class NotFound(Exception):
    pass


class Unavailable(Exception):
    pass


class BadResponse(Exception):
    pass


def order_url(base_url, order_id):
    base, mark, query = base_url.partition("?")
    return f"{base}/orders/{order_id}{mark}{query}"


def fetch_order(base_url, order_id):
    try:
        response = requests.get(order_url(base_url, order_id), timeout=1)
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
