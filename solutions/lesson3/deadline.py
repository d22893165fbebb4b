"""One deadline around everything, in the only place that can see everything."""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    """The time was over before the answer was complete."""


async def fetch_bytes(url, *, deadline_s):
    """Fetch the body at `url`."""
    try:
        # With no time left, this cancels at the first wait, and that is before a connection exists: nothing is sent.
        async with asyncio.timeout(deadline_s):
            # httpx measures each read by itself and starts anew with every byte, so its own limits say nothing here.
            # Leaving the block closes the connection, also when the deadline ends it.
            async with httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
                response = await client.get(url)
    except TimeoutError as error:
        raise DeadlineExceeded(f"not complete within {deadline_s} s") from error
    return response.content
