"""Written from the page and the starter alone."""

import json

import httpx

SILENCE_S = 1.0  # longest silence that we accept, per read; an answer that keeps coming may take longer


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


async def fetch_order(base_url: str, order_id: int) -> dict:
    """Fetch one order, or raise one of the four classes above."""
    # Only the order and the status go into a message: the address may hold a key.
    try:
        async with (
            httpx.AsyncClient(timeout=SILENCE_S, follow_redirects=False) as client,
            client.stream("GET", order_url(base_url, order_id)) as response,
        ):
            # The status decides before the body is read: an error page that breaks off changes nothing.
            if response.status_code != 200:
                raise _error_for_status(order_id, response.status_code)
            body = await response.aread()
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as problem:
        raise OrderApiError(f"order {order_id}: the gateway's address is not usable") from problem
    except httpx.DecodingError as problem:
        raise BadResponse(f"order {order_id}: the body cannot be decoded") from problem
    except httpx.TimeoutException as problem:
        raise Unavailable(f"order {order_id}: silent for {SILENCE_S:g} s") from problem
    except httpx.TransportError as problem:
        raise Unavailable(f"order {order_id}: no complete answer ({type(problem).__name__})") from problem

    try:
        order = json.loads(body)
    except (ValueError, RecursionError) as problem:  # ValueError: bad JSON, and bytes that are no text
        raise BadResponse(f"order {order_id}: the body is not JSON") from problem
    if not isinstance(order, dict):
        raise BadResponse(f"order {order_id}: the body is not a JSON object, but a {type(order).__name__}")
    return order


def _error_for_status(order_id: int, status: int) -> OrderApiError:
    if status == 404:
        kind = NotFound
    elif status >= 500:
        kind = Unavailable
    else:  # other 4xx, and redirects, which an order has no reason for: asking again would not help
        kind = OrderApiError
    return kind(f"order {order_id}: status {status}")
