"""The request gets its time, and all of it: the answer is looked at only shortly before the deadline.

fails: test_fast_answer
says: an answer within 1 s
says: every request takes exactly five seconds
"""

import asyncio

import httpx


class DeadlineExceeded(Exception):
    pass


async def get(url):
    async with httpx.AsyncClient(timeout=None, follow_redirects=True) as client:
        return (await client.get(url)).content


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    task = asyncio.create_task(get(url))
    await asyncio.sleep(deadline_s)
    if not task.done():
        task.cancel()
        raise DeadlineExceeded(url)
    return task.result()
