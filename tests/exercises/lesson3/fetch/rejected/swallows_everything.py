"""Whatever goes wrong is an order without content.

fails: test_missing_order, test_refusal, test_outage, test_refused_connection, test_lost_connection, test_silence, test_not_json, test_not_an_object, test_cause, test_order_and_status, test_key_stays_secret
says: it returned {}
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
        return response.json()
    except Exception:
        return {}
