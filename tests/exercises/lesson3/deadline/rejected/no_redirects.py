"""httpx follows no redirects unless it is told to: the body of the redirect is empty, and that is returned.

fails: test_redirects_share_the_deadline, test_nothing_goes_on, test_fast_answer
says: observed b''
"""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    try:
        async with asyncio.timeout(deadline_s), httpx.AsyncClient(timeout=None) as client:
            return (await client.get(url)).content
    except TimeoutError as error:
        raise DeadlineExceeded(url) from error
