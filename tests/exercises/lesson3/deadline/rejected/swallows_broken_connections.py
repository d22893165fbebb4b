"""A failure that is not the deadline is answered with nothing, which is a body of its own kind.

fails: test_other_failures
says: it returned b''
"""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    try:
        async with asyncio.timeout(deadline_s), httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
            return (await client.get(url)).content
    except TimeoutError as error:
        raise DeadlineExceeded(url) from error
    except httpx.TransportError:
        return b""
