"""`deadline_s or None`: no time left becomes no limit, which is the opposite.

fails: test_no_time_left
says: no request at all
says: We ordered the goods
"""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def fetch_bytes(url, *, deadline_s):
    try:
        async with asyncio.timeout(deadline_s or None):
            async with httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
                return (await client.get(url)).content
    except TimeoutError as error:
        raise DeadlineExceeded(url) from error
