"""The part that reads; `steps` has the part that computes."""

from feed import Closed

from .steps import double


def run(feed):
    numbers = []
    while True:
        try:
            numbers.append(double(feed.next()))
        except Closed:
            return numbers
