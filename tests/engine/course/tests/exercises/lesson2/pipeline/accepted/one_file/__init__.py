"""All in one file, with a generator."""

import feed as source


def readings(feed):
    try:
        while True:
            yield feed.next()
    except source.Closed:
        pass


def run(feed):
    return [number * 2 for number in readings(feed)]
