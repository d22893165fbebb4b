import logging

import parcels
from holding import CarrierDown


class Shelf:
    def __init__(self):
        self.parcels = {17}

    def take(self, parcel):
        self.parcels.remove(parcel)

    def put_back(self, parcel):
        self.parcels.add(parcel)


class Carrier:
    def __init__(self, failure):
        self.failure = failure

    def buy_label(self, parcel):
        if self.failure:
            raise self.failure
        return f"label for {parcel}"


class Events(logging.Handler):
    def __init__(self):
        super().__init__()
        self.seen = []

    def emit(self, record):
        self.seen.append(f"{record.levelname} {record.getMessage()}")


NIGHT = {
    "all is well": None,
    "the carrier is down": CarrierDown("parcel 17"),
    "a bug in our code": KeyError("cents"),
    "Ctrl-C": KeyboardInterrupt(),
}


def main():
    for what, failure in NIGHT.items():
        shelf, events, left = Shelf(), Events(), "no error"
        parcels.log.handlers[:] = [events]
        try:
            parcels.send_all([17], shelf, Carrier(failure))
        except BaseException as error:
            left = type(error).__name__
        place = "back on the shelf" if shelf.parcels else "sent"
        print(f"{what:19} -> {place}; {left}; {', '.join(events.seen) or 'no event'}")


if __name__ == "__main__":
    main()
