"""A coroutine with httpx.AsyncClient; what a status means is a function of its own."""

import json

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


async def get(url):
    async with httpx.AsyncClient(timeout=1) as client:
        return await client.get(url)


def kind_of(status):
    if status == httpx.codes.NOT_FOUND:
        return NotFound
    return Unavailable if httpx.codes.is_server_error(status) else OrderApiError


async def fetch_order(base_url, order_id):
    try:
        response = await get(order_url(base_url, order_id))
    except httpx.TransportError as error:
        raise Unavailable(order_id, type(error).__name__) from error
    if not response.is_success:
        raise kind_of(response.status_code)(order_id, response.status_code)
    try:
        body = json.loads(response.content)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadResponse(order_id, str(error)) from error
    if type(body) is not dict:
        raise BadResponse(order_id, type(body).__name__)
    return body
