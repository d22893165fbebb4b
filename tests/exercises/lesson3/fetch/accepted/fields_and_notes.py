"""httpx; the errors carry fields, and a note says what to do."""

import httpx


class OrderApiError(Exception):
    def __init__(self, order_id, status=None):
        super().__init__(order_id, status)
        self.order_id, self.status = order_id, status

    def __str__(self):
        return f"{type(self).__name__}(order={self.order_id}, status={self.status})"

    @staticmethod
    def for_status(order_id, status):
        if status == 404:
            return NotFound(order_id, status)
        return (Unavailable if status >= 500 else OrderApiError)(order_id, status)


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
        response = httpx.get(order_url(base_url, order_id), timeout=httpx.Timeout(1.0))
    except httpx.HTTPError as error:
        problem = Unavailable(order_id)
        problem.add_note("No answer. The same request may work later.")
        raise problem from error
    if not response.is_success:
        raise OrderApiError.for_status(order_id, response.status_code)
    try:
        body = response.json()
        # Raised and caught on purpose: both ways to be no order end in the same line.
        if not hasattr(body, "keys"):
            raise TypeError(f"JSON, but a {type(body).__name__}")
    except (ValueError, TypeError) as error:
        raise BadResponse(order_id) from error
    return body
