import requests

from prodready.kit import faults
from prodready.kit.incident import serve


def main():
    with serve(faults.json({"cents": 495})) as carrier:
        response = requests.get(f"{carrier.url}/quote/17", timeout=2)
    print("status ->", response.status_code)
    print("body   ->", response.json())
    print("asked  ->", [request.target for request in carrier.requests])


if __name__ == "__main__":
    main()
