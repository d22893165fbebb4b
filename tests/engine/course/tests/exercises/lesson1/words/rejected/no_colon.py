"""Cannot be loaded.

fails: all
"""


def count(text)
    return len(text.split())
