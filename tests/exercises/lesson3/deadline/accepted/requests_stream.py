"""requests with stream=True: before each read the socket gets the time that is left."""

import time
from urllib.parse import urljoin

import requests
from urllib3.exceptions import ReadTimeoutError


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
        with requests.Session() as session:
            while True:
                with session.get(url, timeout=left(), stream=True, allow_redirects=False) as response:
                    if not response.is_redirect:
                        return read(response.raw, left)
                    url = urljoin(url, response.headers["location"])
    except (requests.Timeout, ReadTimeoutError) as error:
        raise DeadlineExceeded(url) from error


def read(raw, left):
    pieces = []
    while True:
        seconds = left()
        sock = getattr(raw.connection, "sock", None)
        if sock:
            sock.settimeout(seconds)
        # read1 returns what is there; read(n) would wait for n bytes.
        piece = raw.read1(65536)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
