"""A deadline that has passed is answered with ValueError, as if the caller had made a mistake.

fails: test_no_time_left
says: observed ValueError
"""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise ValueError("deadline_s must be positive")
    try:
        async with asyncio.timeout(deadline_s):
            async with httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
                return (await client.get(url)).content
    except TimeoutError as error:
        raise DeadlineExceeded(url) from error
