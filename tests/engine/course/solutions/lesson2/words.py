"""`max` keeps the first of equals."""


def longest(text):
    return max(text.split(), key=len)
