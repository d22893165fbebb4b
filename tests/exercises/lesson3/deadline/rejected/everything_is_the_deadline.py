"""Every error of the library becomes DeadlineExceeded: a closed port looks like a slow server.

fails: test_other_failures
says: the error of the client library
says: A port was closed
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
    except (TimeoutError, httpx.HTTPError) as error:
        raise DeadlineExceeded(url) from error
