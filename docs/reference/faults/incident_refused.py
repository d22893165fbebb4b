import httpx
import requests

from prodready.kit.incident import serve

CLIENTS = {requests: requests.RequestException, httpx: httpx.HTTPError}


def main():
    with serve() as gateway:
        for client, failure in CLIENTS.items():
            try:
                client.post(f"{gateway.url}/payments", json={"cents": 495}, timeout=2)
            except failure as error:
                print(f"{client.__name__:8} ->", type(error).__name__)
    print("payments that have arrived ->", len(gateway.requests))


if __name__ == "__main__":
    main()
