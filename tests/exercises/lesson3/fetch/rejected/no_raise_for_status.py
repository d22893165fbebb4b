"""Nobody looks at the status: what a refusal says about itself becomes an order.

fails: test_missing_order, test_refusal, test_outage, test_order_and_status, test_key_stays_secret
says: it returned {'detail': 'no'}
says: went into the books as an order
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
    except requests.RequestException as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
