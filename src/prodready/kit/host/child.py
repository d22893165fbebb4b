"""A process that holds one submission and answers requests as length-prefixed JSON frames on its stdin and stdout.

Run as `python -m prodready.kit.host.child`; the first frame names the submission's files.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from typing import IO, Any

from prodready.kit.host.host import Host
from prodready.kit.host.sources import Sources

HEADER = struct.Struct(">I")


def read_frame(stream: IO[bytes]) -> Any:
    """The next frame; None at the end of the stream."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    return json.loads(stream.read(HEADER.unpack(head)[0]))


def write_frame(stream: IO[bytes], data: Any) -> None:
    """Send one frame."""
    write_body(stream, json.dumps(data))


def write_body(stream: IO[bytes], text: str) -> None:
    """Send one frame that is JSON text already."""
    body = text.encode()
    stream.write(HEADER.pack(len(body)) + body)
    stream.flush()


def private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the other side on descriptors of their own; 0, 1 and 2 lead nowhere from now on."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)
    os.close(nowhere)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def main() -> None:
    """Serve until the other side closes the pipe."""
    incoming, outgoing = private_streams()
    files = read_frame(incoming)

    def callback(question: dict[str, Any]) -> Any:
        write_frame(outgoing, {"ask": question})
        reply = read_frame(incoming)
        if reply is None:
            os._exit(0)
        return reply["answer"]

    host = Host(Sources(**files), callback, guarded=False)
    write_frame(outgoing, {"ready": sys.version_info[:2]})
    while (request := read_frame(incoming)) is not None:
        write_body(outgoing, f'{{"report": {host.respond(request)}}}')
    os._exit(0)  # threads that the submission left must not keep the process


if __name__ == "__main__":
    main()
