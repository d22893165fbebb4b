"""asyncio.wait_for around a streamed httpx request, the deadline looked at first."""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def get(url):
    async with httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
        async with client.stream("GET", url) as response:
            return b"".join([piece async for piece in response.aiter_bytes()])


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded("no time left")
    try:
        return await asyncio.wait_for(get(url), deadline_s)
    except asyncio.TimeoutError as error:
        raise DeadlineExceeded(f"{url}: not within {deadline_s} s") from error
