"""Whatever is not 404 is an outage, so a revoked key is tried for ever.

fails: test_refusal
says: observed Unavailable
says: The key was revoked
"""

import http.client
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
        with urllib.request.urlopen(order_url(base_url, order_id), timeout=1) as response:
            body = json.load(response)
    except urllib.error.HTTPError as error:
        raise (NotFound if error.code == 404 else Unavailable)(f"order {order_id}: {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    except ValueError as error:
        raise BadResponse(f"order {order_id}: not JSON") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: not an object")
    return body
