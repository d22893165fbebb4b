import httpx

from prodready.kit import faults
from prodready.kit.incident import serve

BODY = b'{"detail": "slow down"}'
LATER = ("Retry-After", "30")


def main():
    with serve(faults.reply(429, BODY, headers=[LATER])) as carrier:
        response = httpx.get(f"{carrier.url}/quote/17")
    print("status      ->", response.status_code, response.reason_phrase)
    print("Retry-After ->", response.headers["Retry-After"], "s")
    print("type        ->", response.headers["Content-Type"])


if __name__ == "__main__":
    main()
