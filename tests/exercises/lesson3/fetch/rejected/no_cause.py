"""The new error is raised after the `except` block, without `from`: what the library knew is gone.

fails: test_cause
says: the library's error as the `__cause__` of this one
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
    problem = None
    try:
        response = httpx.get(order_url(base_url, order_id), timeout=1)
        response.raise_for_status()
        body = response.json()
        if isinstance(body, dict):
            return body
        problem = BadResponse(f"order {order_id}: not an object")
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        kind = NotFound if status == 404 else Unavailable if status >= 500 else OrderApiError
        problem = kind(f"order {order_id}: status {status}")
    except httpx.TransportError as error:
        problem = Unavailable(f"order {order_id}: {type(error).__name__}")
    except ValueError:
        problem = BadResponse(f"order {order_id}: not JSON")
    raise problem
