import broken
from neighbours import LOGIN_PAGE, timed

from prodready.kit import faults
from prodready.kit.incident import serve

NIGHT = {
    "answers 503": faults.html(503),
    "sends a login page": LOGIN_PAGE,
    "is silent for 1 s": faults.slow(1.0, faults.reset()),
    "is silent for 1.5 s": faults.slow(1.5, faults.reset()),
}


def main():
    for what, fault in NIGHT.items():
        with serve(fault) as carrier:
            seconds, cents = timed(broken.shipping_cents, f"{carrier.url}/quote/17")
        print(f"{seconds}  the carrier {what:19} -> shipping costs {cents}")


if __name__ == "__main__":
    main()
