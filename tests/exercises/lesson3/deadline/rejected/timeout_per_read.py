"""`timeout=deadline_s` is taken for a limit of the whole call; it is the longest silence between two bytes.

fails: test_stalled_body, test_drip, test_redirects_share_the_deadline
says: observed requests.exceptions.ConnectionError
says: The request has been running for an hour
"""

import requests


class DeadlineExceeded(Exception):
    pass


def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    try:
        return requests.get(url, timeout=deadline_s).content
    except requests.Timeout as error:
        raise DeadlineExceeded(url) from error
