"""click, which refuses unknown options and copes with a closed stdout by itself."""

import json
import sys

import click


def say(text):
    try:
        click.echo(text, err=True)
    except OSError:
        pass


@click.command()
@click.option("-v", "verbose", is_flag=True, help="Name every order.")
@click.option("-q", "quiet", is_flag=True, help="Name problems only.")
def main(verbose, quiet):
    try:
        orders = json.load(click.get_text_stream("stdin"))
    except ValueError:
        orders = None
    if not isinstance(orders, list):
        say("stdin is not a JSON list")
        sys.exit(2)
    if not quiet:
        say(f"{len(orders)} orders")
    total, bad = 0, False
    for order in orders:
        if verbose:
            say(f"order {order['id']}")
        try:
            total += int(order["cents"])
        except (KeyError, TypeError, ValueError) as error:
            bad = True
            say(f"order {order['id']}: {error!r}")
    click.echo(total)
    sys.exit(bad)


if __name__ == "__main__":
    main()
