import requests

from prodready.kit import faults
from prodready.kit.incident import serve


def main():
    with serve(faults.html()) as carrier:
        response = requests.get(f"{carrier.url}/quote/17", timeout=2)
    print("status ->", response.status_code)
    print("type   ->", response.headers["Content-Type"])
    try:
        print("body   ->", response.json())
    except ValueError as error:
        print("body   ->", f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
