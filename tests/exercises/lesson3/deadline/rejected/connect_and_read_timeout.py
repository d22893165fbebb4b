"""`timeout=(connect, read)`: two limits, and still none for the whole.

fails: test_drip, test_redirects_share_the_deadline, test_other_failures
says: still waiting after 1
says: the error of the client library
"""

import requests


class DeadlineExceeded(Exception):
    pass


def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    try:
        return requests.get(url, timeout=(deadline_s, deadline_s)).content
    except (requests.Timeout, requests.ConnectionError) as error:
        raise DeadlineExceeded(url) from error
