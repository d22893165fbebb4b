"""Prints its diagnosis to stderr and dies when nobody reads it.

fails: test_nobody_reads_stderr
says: nothing on stdout
"""

import argparse
import json
import os
import sys


def say(text):
    print(text, file=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true")
    parser.add_argument("-q", action="store_true")
    args = parser.parse_args()
    try:
        orders = json.load(sys.stdin)
    except ValueError as e:
        say(f"stdin is not JSON: {e}")
        return 2
    if not isinstance(orders, list):
        say("stdin is not a list")
        return 2
    if not args.q:
        say(f"importing {len(orders)} orders")
    total = bad = 0
    for order in orders:
        if args.v:
            say(f"order {order['id']}")
        try:
            total += int(order["cents"])
        except (KeyError, TypeError, ValueError) as e:
            bad += 1
            say(f"bad order {order['id']}: {e!r}")
    try:
        print(total, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
