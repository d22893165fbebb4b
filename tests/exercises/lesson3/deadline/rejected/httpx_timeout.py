"""The timeout of httpx has four parts, and none of them is the whole.

fails: test_drip, test_redirects_share_the_deadline
says: still waiting after 1
"""

import httpx


class DeadlineExceeded(Exception):
    pass


def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    try:
        return httpx.get(url, timeout=deadline_s, follow_redirects=True).content
    except httpx.TimeoutException as error:
        raise DeadlineExceeded(url) from error
