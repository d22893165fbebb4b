"""Opening is guarded, reading is not: a connection that breaks in the body leaves as IncompleteRead.

fails: test_lost_connection, test_cause
says: observed http.client.IncompleteRead
"""

import json
import urllib.error
import urllib.request


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
        response = urllib.request.urlopen(order_url(base_url, order_id), timeout=1)
    except urllib.error.HTTPError as error:
        kind = NotFound if error.code == 404 else Unavailable if error.code >= 500 else OrderApiError
        raise kind(f"order {order_id}: status {error.code}") from error
    except OSError as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    with response:
        raw = response.read()
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
