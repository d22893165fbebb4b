"""urllib.request: every status but 200 is an exception already."""

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
            raw = response.read()
    except urllib.error.HTTPError as error:
        with error:
            kind = {4: OrderApiError, 5: Unavailable}[error.code // 100]
            kind = NotFound if error.code == 404 else kind
            raise kind(f"order {order_id}: HTTP status {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise BadResponse(f"order {order_id}: {error}") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: {raw[:40]!r}")
    return body
