"""A HEAD request asks whether the order exists before it is fetched.

fails: test_good_order, test_outage
says: 'HEAD /v1/orders/
says: the bill for the gateway has doubled
"""

import httpx


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
    url = order_url(base_url, order_id)
    try:
        with httpx.Client(timeout=1) as client:
            if client.head(url).status_code == 404:
                raise NotFound(f"order {order_id}: status 404")
            response = client.get(url)
    except httpx.TransportError as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    status = response.status_code
    if status >= 400:
        raise (Unavailable if status >= 500 else OrderApiError)(f"order {order_id}: status {status}")
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
