"""Fetch one order from the shop's gateway, and turn each failure into an error that its caller can act on.

    fetch_order(base_url: str, order_id: int) -> dict

Send one GET request to `order_url(base_url, order_id)`. The gateway answers with status 200 and a JSON object: return
it as a dict, as it is. Everything else leaves `fetch_order` as one of the four classes below:

    what happens                                        what is raised       what a caller does then
    status 404                                          NotFound             tells the customer
    any other 4xx, such as 400, 401, 403                OrderApiError (*)    gives up and wakes somebody
    any 5xx, whatever its body                          Unavailable          asks again later
    the connection is refused, or breaks before the
    answer is complete, or is silent for 1 second       Unavailable          asks again later
    status 200 and a body that is not a JSON object     BadResponse          sets the order aside

(*) And none of its three kinds: asking again with the same wrong key would never help.
Other statuses do not occur, and a refusal with a 4xx arrives whole. Silence is the time in which nothing arrives: a
slow answer that keeps coming is still a good one.

- Where the client library, or the JSON decoder, raised an exception of its own, that exception is the `__cause__` of
  yours.
- The text of your error, `str(error)`, contains the order's id; if the answer had another status than 200, the status
  as well. It never contains the key that some partners put into the address: `http://gateway/v1?key=...`.
  Neither does `repr(error)`. (The cause still holds the address; that is all right here.)
- Whether and when to ask again is for the caller to decide: send one request, whatever happens.

Use any client you like: `requests`, `httpx`, `urllib.request`. `fetch_order` may be a coroutine (`async def`), too.
Threads are not needed.
The four classes and `order_url` are complete; the table is about `fetch_order`.
"""

import requests


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
    # TODO: good as long as the gateway is. An outage must not look like an order without content.
    try:
        response = requests.get(order_url(base_url, order_id))
        return response.json()
    except Exception as e:
        print(f"Could not fetch order {order_id}: {e}")
        return {}
