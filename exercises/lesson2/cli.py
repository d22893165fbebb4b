"""The nightly total as a command: data on stdout, everything else on stderr.

    python cli.py [-v | -q] < orders.json

stdin is a JSON list of orders, such as `[{"id": 48213, "cents": "1250"}]`.
Every order is an object with an `"id"`.
An order is bad when `int(order["cents"])` raises an error: the amount is missing, null, empty or no number.

- stdout: the total of all good orders in cents, as one line with one number, and nothing else.
- stderr: whatever a person wants to know. At least the id of each bad order.
- Exit status 0: every order was good.
- Exit status 1: at least one order was bad. The total of the good ones is still printed.
- Exit status 2: there is no total, because stdin is not JSON, is not a list, or an option is unknown.
  stdout stays empty, and stderr says why, without a traceback. For stdin this is one line, with `-q` as well.
- `-v` (verbose): more lines on stderr, for example one for each order.
- `-q` (quiet): only problems on stderr; nothing at all when every order is good.
- `-v` and `-q` change neither stdout nor the exit status.
- If nobody reads stdout any more (`python cli.py < orders.json | head -0`), there is no traceback.
- If nobody reads stderr any more, the total is still printed.
  The exit status is yours to choose in both cases.

Write to stderr as you like: a logger (`logging`, `structlog`, `loguru`), `print`, `click`. The wording is yours.
Read the options as you like: `argparse`, `click`, `sys.argv`.
"""

import json
import sys


# TODO: make it hold at 03:00 as well. `prodready hint lesson2/cli` helps, one step at a time.
def main():
    orders = json.load(sys.stdin)
    print("Importing", len(orders), "orders")
    total = 0
    for order in orders:
        try:
            total += int(order["cents"])
        except Exception as e:
            print("Error:", e)
    print("Done. Total:", total)


if __name__ == "__main__":
    main()
