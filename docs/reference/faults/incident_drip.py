import time

import requests

from prodready.kit import faults
from prodready.kit.incident import serve

PIECES = faults.drip(seconds=1.2, every=0.1, body=b'{"cents": 495}')


def main():
    with serve(PIECES) as carrier:
        start = time.monotonic()
        response = requests.get(f"{carrier.url}/quote/17", timeout=0.5)
        seconds = time.monotonic() - start
    print("timeout=0.5              ->", response.json())
    print("took more than twice that ->", seconds > 1.0)


if __name__ == "__main__":
    main()
