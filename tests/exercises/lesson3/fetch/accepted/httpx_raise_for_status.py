"""httpx, with raise_for_status and one try for everything."""

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


def problem(kind, order_id, what):
    error = kind(f"order {order_id}: {what}")
    error.order_id = order_id
    return error


def fetch_order(base_url: str, order_id: int) -> dict:
    try:
        with httpx.Client(timeout=1) as client:
            response = client.get(order_url(base_url, order_id))
            response.raise_for_status()
            body = response.json()
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        kind = NotFound if status == 404 else Unavailable if status >= 500 else OrderApiError
        raise problem(kind, order_id, f"HTTP {status}") from error
    except httpx.RequestError as error:
        raise problem(Unavailable, order_id, type(error).__name__) from error
    except ValueError as error:
        raise problem(BadResponse, order_id, "not JSON") from error
    match body:
        case dict():
            return body
        case _:
            raise problem(BadResponse, order_id, "not an object")
