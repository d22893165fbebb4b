from session import bill

from prodready.kit import faults
from prodready.kit.incident import serve


def main():
    with serve(faults.html(503)) as gateway:
        bill(gateway.url)


if __name__ == "__main__":
    main()
