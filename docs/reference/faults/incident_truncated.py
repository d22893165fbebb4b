import http.client
import urllib.request

from prodready.kit import faults
from prodready.kit.incident import serve

HALF = faults.truncated(b'{"cents": 495, "service": ', missing=14)


def main():
    with serve(HALF) as carrier:
        response = urllib.request.urlopen(f"{carrier.url}/quote/17", timeout=2)
        try:
            print("body ->", response.read())
        except http.client.IncompleteRead as error:
            print("body ->", error)
            print("kept ->", error.partial)


if __name__ == "__main__":
    main()
