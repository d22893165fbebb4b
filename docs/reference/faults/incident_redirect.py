import httpx

from prodready.kit import faults
from prodready.kit.incident import serve


def main():
    with (
        serve(faults.json({"cents": 495})) as new,
        serve(faults.redirect(f"{new.url}/v2/quote/17", after=0.1)) as old,
    ):
        for follow in (False, True):
            response = httpx.get(f"{old.url}/quote/17", follow_redirects=follow)
            print(f"follow_redirects={follow!s:5} ->", response.status_code, response.text)
    print("asked of the old address ->", [request.target for request in old.requests])
    print("asked of the new address ->", [request.target for request in new.requests])


if __name__ == "__main__":
    main()
