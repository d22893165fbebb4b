"""`asyncio.wait` does not cancel what it gives up on; on a loop that lives on, so does the request.

fails: test_nothing_goes_on
says: nothing sent after DeadlineExceeded
says: closed, or only forgotten
"""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


loop = asyncio.new_event_loop()


async def get(url):
    async with httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
        return (await client.get(url)).content


async def get_in_time(url, deadline_s):
    task = asyncio.create_task(get(url))
    done, _ = await asyncio.wait([task], timeout=deadline_s)
    if not done:
        raise DeadlineExceeded(url)
    return task.result()


def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    return loop.run_until_complete(get_in_time(url, deadline_s))
