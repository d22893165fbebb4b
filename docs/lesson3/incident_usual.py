import requests
import usual
from neighbours import LOGIN_PAGE, QUOTE, timed

from prodready.kit import faults
from prodready.kit.incident import serve

NIGHT = {
    "one byte every 0.1 s": faults.drip(seconds=2, every=0.1, body=QUOTE),
    "stalls in the body": faults.stall(),
    "unknown parcel, 404": faults.status(404),
    "outage, 503": faults.status(503),
    "login page, status 200": LOGIN_PAGE,
    "null, status 200": faults.json(None),
}


def main():
    usual.LIMIT_S = 0.5  # so that nobody waits for five seconds
    for what, fault in NIGHT.items():
        with serve(fault) as carrier:
            seconds, result = timed(usual.get_quote, f"{carrier.url}/quote/17?key=s3cret")
        print(f"{seconds}  {what:22} -> {result}")
    print("is requests.ConnectionError a ConnectionError? ->", issubclass(requests.ConnectionError, ConnectionError))


if __name__ == "__main__":
    main()
