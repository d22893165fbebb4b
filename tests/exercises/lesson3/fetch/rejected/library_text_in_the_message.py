"""The library's text is passed on, and it quotes the whole address with the key in it.

fails: test_key_stays_secret
says: a text without 'sk-
says: in the log archive
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
        response.raise_for_status()
    except requests.HTTPError as error:
        status = error.response.status_code
        kind = NotFound if status == 404 else Unavailable if status >= 500 else OrderApiError
        raise kind(f"order {order_id}: {error}") from error
    except requests.RequestException as error:
        raise Unavailable(f"order {order_id}: {error}") from error
    try:
        body = response.json()
    except ValueError as error:
        raise BadResponse(f"order {order_id}: {error}") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: {body}")
    return body
