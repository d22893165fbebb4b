"""http.client: the socket's limit is the time that is left, before every read."""

import http.client
import time
from urllib.parse import urljoin, urlsplit


class DeadlineExceeded(Exception):
    pass


def fetch_bytes(url, *, deadline_s):
    end = time.monotonic() + deadline_s
    while True:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port)
        try:
            connection.timeout = remaining(end)
            connection.request("GET", parts.path or "/")
            sock = connection.sock
            sock.settimeout(remaining(end))
            response = connection.getresponse()
            if response.status not in (301, 302, 303, 307, 308):
                return read(response, sock, end)
            url = urljoin(url, response.headers["Location"])
        except TimeoutError as error:
            raise DeadlineExceeded(url) from error
        finally:
            connection.close()


def remaining(end):
    seconds = end - time.monotonic()
    if seconds <= 0:
        raise DeadlineExceeded("time is up")
    return seconds


def read(response, sock, end):
    body = b""
    while response.length != 0:
        sock.settimeout(remaining(end))
        piece = response.read1()
        if not piece:
            # read1 ends quietly where read() would complain.
            if response.length:
                raise http.client.IncompleteRead(body, response.length)
            break
        body += piece
    return body
