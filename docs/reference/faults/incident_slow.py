import httpx

from prodready.kit import faults
from prodready.kit.incident import serve

LATE = faults.slow(0.5, faults.json({"cents": 495}))


def main():
    with serve(LATE) as carrier:
        for limit in (5, 0.2):
            try:
                answer = httpx.get(f"{carrier.url}/quote/17", timeout=limit).json()
            except httpx.HTTPError as error:
                answer = type(error).__name__
            print(f"timeout={limit:<3} ->", answer)
    print("requests that have arrived ->", len(carrier.requests))


if __name__ == "__main__":
    main()
