"""An outage is asked again at once, twice: three times the load for a gateway that is down already.

fails: test_outage
says: expected 1 request
says: observed 3
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
    for _ in range(3):
        try:
            response = requests.get(order_url(base_url, order_id), timeout=0.3)
        except requests.RequestException as error:
            problem, cause = f"{type(error).__name__}", error
            continue
        status = response.status_code
        if status < 500:
            break
        problem, cause = f"status {status}", None
    else:
        raise Unavailable(f"order {order_id}: {problem}") from cause
    if status == 404:
        raise NotFound(f"order {order_id}: status {status}")
    if status >= 400:
        raise OrderApiError(f"order {order_id}: status {status}")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
