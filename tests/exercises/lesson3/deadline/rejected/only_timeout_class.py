"""A deadline for all of it, but only `requests.Timeout` is translated: a stalled body is a ConnectionError there.

fails: test_stalled_body
says: observed requests.exceptions.ConnectionError
says: It stayed silent
"""

import time
from urllib.parse import urljoin

import requests


class DeadlineExceeded(Exception):
    pass


def fetch_bytes(url, *, deadline_s):
    end = time.monotonic() + deadline_s

    def left():
        seconds = end - time.monotonic()
        if seconds <= 0:
            raise DeadlineExceeded(url)
        return seconds

    try:
        while True:
            with requests.get(url, timeout=left(), stream=True, allow_redirects=False) as response:
                if response.is_redirect:
                    url = urljoin(url, response.headers["Location"])
                    continue
                body = b""
                for byte in response.iter_content(1):
                    left()
                    body += byte
                return body
    except requests.Timeout as error:
        raise DeadlineExceeded(url) from error
