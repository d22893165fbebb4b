"""The nightly report.

    python report.py < orders.txt

Each line that it reads is an order: its number, and its amount
such as `12.50 EUR`. It prints a line for each order, in the same
order, with its amount in cents; then `total` and their sum.
"""

import sys

import till
from shop_table import table


def main():
    rows = []
    for line in sys.stdin:
        number, amount = line.split(maxsplit=1)
        rows.append((number, till.cents(amount)))
    rows.append(("total", sum(cents for _, cents in rows)))
    print(table(rows))


if __name__ == "__main__":
    main()
