import broken

from prodready.kit import faults
from prodready.kit.incident import serve


def main():
    with serve(faults.json({"cents": 495}), faults.json({"cents": 1290})) as carrier:
        for parcel in (17, 18):
            cents = broken.shipping_cents(f"{carrier.url}/quote/{parcel}")
            print(f"parcel {parcel} -> {cents / 100:.2f} EUR")


if __name__ == "__main__":
    main()
