"""When the time is up, the lines that are complete by then are returned as if they were the answer.

fails: test_silence, test_stalled_body, test_drip, test_redirects_share_the_deadline, test_nothing_goes_on
says: it returned b''
"""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    body = b""
    try:
        async with asyncio.timeout(deadline_s), httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
            async with client.stream("GET", url) as response:
                async for piece in response.aiter_raw():
                    body += piece
    except TimeoutError:
        return body.rpartition(b"\n")[0]
    return body
