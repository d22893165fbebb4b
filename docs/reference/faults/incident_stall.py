import requests

from prodready.kit import faults
from prodready.kit.incident import serve


def main():
    with serve(faults.stall()) as carrier:
        response = requests.get(f"{carrier.url}/quote/17", timeout=0.5, stream=True)
        print("headers ->", response.status_code, response.headers["Content-Length"], "bytes promised")
        try:
            print("body    ->", response.json())
        except requests.RequestException as error:
            print("body    ->", type(error).__name__)
            print("is it a Timeout? ->", isinstance(error, requests.Timeout))


if __name__ == "__main__":
    main()
