"""`wait_for` gives up on the thread, and `asyncio.run` waits for that thread all the same.

fails: test_silence, test_stalled_body, test_drip, test_redirects_share_the_deadline, test_nothing_goes_on
"""

import asyncio

import requests


class DeadlineExceeded(Exception):
    pass


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    try:
        response = await asyncio.wait_for(asyncio.to_thread(requests.get, url), deadline_s)
    except TimeoutError as error:
        raise DeadlineExceeded(url) from error
    return response.content
