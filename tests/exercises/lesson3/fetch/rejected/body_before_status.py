"""The body is decoded before the status is looked at, so that the page of a dead proxy is a bad order.

fails: test_outage
says: observed BadResponse
says: Which does your code look at first
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
        body = response.json()
        response.raise_for_status()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    except requests.HTTPError as error:
        status = error.response.status_code
        kind = NotFound if status == 404 else Unavailable if status >= 500 else OrderApiError
        raise kind(f"order {order_id}: status {status}") from error
    except requests.RequestException as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
