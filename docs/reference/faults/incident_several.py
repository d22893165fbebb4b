import requests

from prodready.kit import faults
from prodready.kit.incident import serve


def quote(request):
    """An answer that depends on what was asked."""
    known = request.target.endswith("/17")
    return faults.json({"cents": 495}) if known else faults.status(404)


def main():
    with serve(faults.status(503), faults.status(503), quote) as carrier:
        for order in (17, 17, 17, 18):
            response = requests.get(f"{carrier.url}/quote/{order}", timeout=2)
            print(f"order {order} ->", response.status_code, response.text)


if __name__ == "__main__":
    main()
