"""requests with iter_content(1): the clock is looked at after every byte."""

import time
from urllib.parse import urljoin

import requests


class DeadlineExceeded(Exception):
    pass


class Stopwatch:
    def __init__(self, seconds):
        self.end = time.monotonic() + seconds

    @property
    def left(self):
        return self.end - time.monotonic()

    def check(self):
        if self.left <= 0:
            raise DeadlineExceeded("time is up")


def fetch_bytes(url, *, deadline_s):
    watch = Stopwatch(deadline_s)
    try:
        return follow(url, watch)
    except requests.RequestException as error:
        # requests calls a stalled body ConnectionError, as it calls a closed port. The clock knows which it was.
        if watch.left <= 0:
            raise DeadlineExceeded("time is up") from error
        raise


def follow(url, watch):
    watch.check()
    with requests.get(url, timeout=watch.left, stream=True, allow_redirects=False) as response:
        if response.is_redirect:
            return follow(urljoin(url, response.headers["Location"]), watch)
        body = bytearray()
        for byte in response.iter_content(1):
            body += byte
            watch.check()
        return bytes(body)
