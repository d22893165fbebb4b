import json
import urllib.request


def price(url):
    """The price of a parcel in cents, as the carrier's server says it."""
    with urllib.request.urlopen(url, timeout=2) as answer:
        return json.load(answer)["cents"]


if __name__ == "__main__":
    from prodready.kit import faults
    from prodready.kit.incident import serve

    with serve(faults.json({"cents": 495})) as carrier:
        print("a good answer ->", price(carrier.url))
