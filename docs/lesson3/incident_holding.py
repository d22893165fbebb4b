import holding
from neighbours import LOGIN_PAGE, QUOTE, timed, slow_headers

from prodready.kit import faults
from prodready.kit.incident import serve

NIGHT = {
    "a good answer": faults.reply(200, QUOTE),
    "unknown parcel, 404": faults.status(404),
    "outage, 503": faults.status(503),
    "login page, status 200": LOGIN_PAGE,
    "null, status 200": faults.json(None),
    "redirect to /login": faults.redirect("/login"),
    "never answers": faults.hang(),
    "one byte every 0.1 s": faults.drip(seconds=2, every=0.1, body=QUOTE),
    "stalls in the body": faults.stall(),
    "headers byte by byte": slow_headers(every=0.1),
}


def main():
    for what, fault in NIGHT.items():
        with serve(fault) as carrier:
            seconds, result = timed(holding.get_quote, f"{carrier.url}/quote", "s3cret", 17, 0.5)
        print(f"{seconds}  {what:22} -> {result}")


if __name__ == "__main__":
    main()
