"""`run(feed) -> list[int]`: calls `feed.next()` until `feed.Closed`, and gives the numbers, doubled."""

from .steps import double


# TODO: the feed ends with `feed.Closed`.
def run(feed):
    return [double(feed.next())]
