import urllib.request

from prodready.kit import faults
from prodready.kit.incident import serve


def main():
    with serve(faults.hang()) as carrier:
        try:
            urllib.request.urlopen(f"{carrier.url}/quote/17", timeout=0.5)
        except OSError as error:
            print("urllib, timeout=0.5 ->", f"{type(error).__name__}: {error}")
    print("requests that have arrived ->", len(carrier.requests))


if __name__ == "__main__":
    main()
