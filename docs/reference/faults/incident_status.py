import urllib.error
import urllib.request

import requests

from prodready.kit import faults
from prodready.kit.incident import serve


def main():
    with serve(faults.status(503)) as carrier:
        response = requests.get(f"{carrier.url}/quote/17", timeout=2)
        print("requests -> no exception, status", response.status_code)
        print("its body ->", response.json())
        try:
            urllib.request.urlopen(f"{carrier.url}/quote/17", timeout=2)
        except urllib.error.HTTPError as error:
            print("urllib   ->", f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
