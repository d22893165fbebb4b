"""A plain function with an event loop inside."""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def get(url, deadline_s):
    async with asyncio.timeout(deadline_s), httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
        return (await client.get(url)).content


def fetch_bytes(url, *, deadline_s):
    if not deadline_s > 0:
        raise DeadlineExceeded(f"{deadline_s} s left")
    try:
        return asyncio.run(get(url, deadline_s))
    except TimeoutError:
        raise DeadlineExceeded(f"more than {deadline_s} s") from None
