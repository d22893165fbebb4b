"""One deadline around everything, in the only place that can see everything."""

import anyio
import httpx


class DeadlineExceeded(Exception):
    """The time was over before the answer was complete."""


async def fetch_bytes(url, *, deadline_s):
    """Fetch the body at `url`."""
    try:
        # anyio is what httpx waits with. Its limit cancels until the call has ended; `asyncio.timeout` cancels once,
        # and a cancellation that arrives in the instant in which a connection opens can get lost there.
        # With no time left it cancels at the first wait, before there is a connection: nothing is sent.
        with anyio.fail_after(deadline_s):
            # httpx measures each read by itself and starts anew with every byte, so its own limits say nothing here.
            # Leaving the block closes the connection, also when the deadline ends it.
            async with httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
                response = await client.get(url)
    except TimeoutError as error:
        raise DeadlineExceeded(f"not complete within {deadline_s} s") from error
    return response.content
