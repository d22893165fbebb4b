"""Written from the page and the starter alone."""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    """The time was over before the answer was complete."""


async def fetch_bytes(url: str, *, deadline_s: float) -> bytes:
    """Fetch the body at `url`, redirects included, within `deadline_s` seconds."""
    if deadline_s <= 0:
        raise DeadlineExceeded("no time left, nothing was sent")
    try:
        async with asyncio.timeout(deadline_s) as deadline:
            # No limits for single reads: the one around them covers connecting, redirects and the body.
            async with httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
                response = await client.get(url)
                response.raise_for_status()
                return response.content
    except TimeoutError as problem:
        if not deadline.expired():  # a TimeoutError of the operating system is not ours
            raise
        raise DeadlineExceeded(f"no complete answer within {deadline_s:g} s") from problem
