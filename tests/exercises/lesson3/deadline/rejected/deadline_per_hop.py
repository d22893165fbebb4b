"""The deadline is right for one request, and each redirect gets a new one.

fails: test_redirects_share_the_deadline
says: there were nine hops
"""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    async with httpx.AsyncClient(timeout=None) as client:
        request = client.build_request("GET", url)
        while request:
            try:
                response = await asyncio.wait_for(client.send(request), deadline_s)
            except TimeoutError as error:
                raise DeadlineExceeded(url) from error
            request = response.next_request
        return response.content
