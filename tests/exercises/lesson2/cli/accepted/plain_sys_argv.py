"""Nothing but sys: options by comparison, print for everything."""

import json
import sys


def say(*words):
    try:
        print("cli:", *words, file=sys.stderr, flush=True)
    except OSError:
        pass


def fail(*words):
    say(*words)
    raise SystemExit(2)


def main(options):
    if unknown := set(options) - {"-v", "-q"}:
        fail("unknown option", *sorted(unknown))
    try:
        orders = json.loads(sys.stdin.read())
    except json.JSONDecodeError as e:
        fail("not JSON:", e)
    if type(orders) is not list:
        fail("not a list")
    good = []
    for o in orders:
        try:
            good.append(int(o["cents"]))
            if "-v" in options:
                say("good order", o["id"])
        except (KeyError, TypeError, ValueError):
            say("bad order", o["id"])
    try:
        sys.stdout.write(str(sum(good)))
        sys.stdout.close()
    except OSError:
        pass
    return len(good) < len(orders)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
