"""A blocking call inside a coroutine: nobody can stop it, because nothing else runs meanwhile.

fails: test_silence, test_stalled_body, test_drip, test_redirects_share_the_deadline, test_nothing_goes_on
says: still waiting after 1
"""

import asyncio

import requests


class DeadlineExceeded(Exception):
    pass


async def get(url):
    return requests.get(url).content


async def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    try:
        return await asyncio.wait_for(get(url), deadline_s)
    except TimeoutError as error:
        raise DeadlineExceeded(url) from error
