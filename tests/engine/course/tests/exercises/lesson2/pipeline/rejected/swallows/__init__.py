"""Takes every error for the end of the feed.

fails: test_other_errors_pass
"""

from .steps import double


def run(feed):
    numbers = []
    try:
        while True:
            numbers.append(double(feed.next()))
    except Exception:
        return numbers
