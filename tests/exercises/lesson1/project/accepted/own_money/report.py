"""The nightly report.

    python report.py < orders.txt

Each line that it reads is an order: its number, and its amount
such as `12.50 EUR`. It prints a line for each order, in the same
order, with its amount in cents; then `total` and their sum.
"""

import sys

from shop_table import table

from money import cents


def main():
    rows = []
    for line in sys.stdin:
        number, amount = line.split(maxsplit=1)
        rows.append((number, cents(amount)))
    rows.append(("total", sum(row[1] for row in rows)))
    print(table(rows))


if __name__ == "__main__":
    main()
