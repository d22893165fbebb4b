"""Written from the page and the starter alone."""

import json

import requests

SILENCE_S = 1  # longest silence, not a limit for the whole call


class OrderApiError(Exception):
    """The order could not be fetched."""


class NotFound(OrderApiError):
    """There is no such order."""


class Unavailable(OrderApiError):
    """The gateway gave no answer; the same request may work later."""


class BadResponse(OrderApiError):
    """The gateway answered, and the answer is not an order."""


def order_url(base_url, order_id):
    """The address of an order. What `base_url` has after a `?` stays at the end."""
    base, mark, query = base_url.partition("?")
    return f"{base}/orders/{order_id}{mark}{query}"


def fetch_order(base_url, order_id):
    """Fetch one order."""
    # Library exceptions quote the address, and with it the key. They are causes only, never part of a message.
    try:
        # stream=True: the status decides first, so a broken body cannot hide a 404 or a 503.
        # A followed redirect would be a second request.
        with requests.get(
            order_url(base_url, order_id), timeout=SILENCE_S, allow_redirects=False, stream=True
        ) as response:
            _check_status(response.status_code, order_id)
            body = response.content
    except requests.exceptions.ContentDecodingError as e:
        raise BadResponse(f"order {order_id}: the body cannot be decoded") from e
    except requests.exceptions.Timeout as e:
        raise Unavailable(f"order {order_id}: the gateway was silent for {SILENCE_S} s") from e
    except (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError) as e:
        # Also a stall in the middle of the body: requests calls that a ConnectionError.
        raise Unavailable(f"order {order_id}: no complete answer from the gateway") from e
    except requests.exceptions.RequestException as e:
        # An unusable address, for example. Asking again would not help.
        raise OrderApiError(f"order {order_id}: the request failed ({type(e).__name__})") from e

    try:
        # Not response.json(): that one replaces bytes which are not UTF-8, instead of complaining.
        order = json.loads(body)
    except (ValueError, RecursionError) as e:
        raise BadResponse(f"order {order_id}: the body is not JSON") from e
    if not isinstance(order, dict):
        raise BadResponse(f"order {order_id}: the body is a JSON {type(order).__name__}, not an object")
    return order


def _check_status(status, order_id):
    if status == 200:
        return
    message = f"order {order_id}: status {status}"
    if status == 404:
        raise NotFound(message)
    if 400 <= status < 500:
        raise OrderApiError(message)
    if 500 <= status < 600:
        raise Unavailable(message)
    raise BadResponse(message)  # a redirect, a 204, ...: an answer, but not an order
