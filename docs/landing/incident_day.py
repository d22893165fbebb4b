from session import bill

from prodready.kit import faults
from prodready.kit.incident import serve

ORDERS = [[12000, 4950], [8900], [15400]]


def main():
    answers = [faults.json({"lines": [{"cents": cents} for cents in lines]}) for lines in ORDERS]
    with serve(*answers) as gateway:
        bill(gateway.url)


if __name__ == "__main__":
    main()
