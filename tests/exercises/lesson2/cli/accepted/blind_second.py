"""Written from the page and the starter alone."""

import json
import logging
import sys

import click

log = logging.getLogger("orders")


class BadInput(Exception):
    """There is no list of orders on stdin."""


def read_orders() -> list:
    if sys.stdin is None:  # started with `<&-`
        raise BadInput("stdin is closed")
    try:
        orders = json.loads(sys.stdin.buffer.read())
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(f"stdin is not JSON: {error}") from error
    if not isinstance(orders, list):
        raise BadInput(f"stdin is not a JSON list, but {type(orders).__name__}")
    return orders


def add_up(orders: list) -> tuple[int, int]:
    """Return the total of the good orders in cents, and the number of bad ones."""
    total = rejected = 0
    for order in orders:
        order_id = order.get("id") if isinstance(order, dict) else order
        try:
            cents = int(order["cents"])
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            rejected += 1
            log.error("order %r rejected: %s: %s", order_id, type(error).__name__, error)
        else:
            total += cents
            log.debug("order %r: %d cents", order_id, cents)
    return total, rejected


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Report each order on stderr.")
@click.option("-q", "--quiet", is_flag=True, help="Report problems only.")
def main(verbose: bool, quiet: bool) -> None:
    """Add up the orders on stdin, a JSON list, and print the total in cents."""
    if verbose and quiet:
        raise click.UsageError("-v and -q exclude each other.")
    level = logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO
    # A logging handler survives a stderr that is closed or that nobody reads; click.echo would not.
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(message)s")
    logging.raiseExceptions = False

    try:
        orders = read_orders()
    except BadInput as error:
        log.critical("%s", error)
        sys.exit(2)

    log.debug("read %d orders", len(orders))
    total, rejected = add_up(orders)
    log.info("imported %d orders, rejected %d", len(orders) - rejected, rejected)
    click.echo(total)  # click ends quietly on a broken pipe
    sys.exit(1 if rejected else 0)


if __name__ == "__main__":
    main()
