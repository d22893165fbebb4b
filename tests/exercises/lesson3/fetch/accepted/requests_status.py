"""requests, with the status looked at by hand."""

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
    except requests.exceptions.RequestException as error:
        raise Unavailable(f"order {order_id}: {type(error).__name__}") from error
    if response.status_code == 404:
        raise NotFound(f"order {order_id}: 404")
    if 400 <= response.status_code < 500:
        raise OrderApiError(f"order {order_id}: refused with {response.status_code}")
    if response.status_code >= 500:
        raise Unavailable(f"order {order_id}: {response.status_code}")
    try:
        body = response.json()
    except requests.exceptions.JSONDecodeError as error:
        raise BadResponse(f"order {order_id}: not JSON, but {response.headers.get('Content-Type')}") from error
    if not isinstance(body, dict):
        raise BadResponse(f"order {order_id}: expected an object, got {body!r:.40}")
    return body
