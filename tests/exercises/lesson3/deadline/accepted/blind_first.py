"""Written from the page and the starter alone."""

import http.client
import socket
import time
from contextlib import contextmanager
from urllib.parse import quote, urljoin, urlsplit

REDIRECTS = {301, 302, 303, 307, 308}
MAX_REDIRECTS = 30
URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


class DeadlineExceeded(Exception):
    """The time was over before the answer was complete."""


def fetch_bytes(url, *, deadline_s):
    """Fetch the body at `url`."""
    end = time.monotonic() + deadline_s
    if deadline_s <= 0:
        raise DeadlineExceeded(f"no time left: deadline_s is {deadline_s}")

    for _ in range(MAX_REDIRECTS + 1):
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError("only http addresses with a host are supported")
        port = parts.port or http.client.HTTP_PORT
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

        with _connect(parts.hostname, port, end) as sock:
            connection = http.client.HTTPConnection(parts.hostname, port)
            connection.sock = sock
            connection.request("GET", quote(target, safe=URL_SAFE), headers={"Connection": "close"})
            with connection.getresponse() as response:
                if response.status == 200:
                    return response.read()  # raises IncompleteRead if the connection breaks
                location = response.getheader("Location")
                if response.status not in REDIRECTS or location is None:
                    raise http.client.HTTPException(f"unexpected status {response.status}")
        # The body of a redirect is of no interest; its connection is closed by now.
        # http.client reads headers as Latin-1, whatever the bytes were.
        url = urljoin(url, quote(location.encode("latin-1"), safe=URL_SAFE))
    raise http.client.HTTPException(f"more than {MAX_REDIRECTS} redirects")


class _DeadlineSocket(socket.socket):
    """A socket that never waits beyond one point in time, however often it is used."""

    end = 0.0

    @contextmanager
    def _in_time(self):
        left = self.end - time.monotonic()
        if left <= 0:
            raise DeadlineExceeded("the time was over before the answer was complete")
        self.settimeout(left)
        try:
            yield
        except TimeoutError as e:
            if e.errno is not None:  # ETIMEDOUT: the system gave the connection up, not we
                raise
            raise DeadlineExceeded("the time was over before the answer was complete") from e

    def connect(self, address):
        with self._in_time():
            return super().connect(address)

    def sendall(self, data, flags=0):
        with self._in_time():
            return super().sendall(data, flags)

    def recv_into(self, *args):  # what the file object of http.client reads with
        with self._in_time():
            return super().recv_into(*args)


def _connect(host, port, end):
    """Like `socket.create_connection`, which would grant the time to each address anew."""
    error = OSError(f"no address for {host}")
    for family, kind, proto, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        sock = _DeadlineSocket(family, kind, proto)
        sock.end = end
        try:
            sock.connect(address)
            return sock
        except OSError as e:
            sock.close()
            error = e
        except BaseException:
            sock.close()
            raise
    raise error
