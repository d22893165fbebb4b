"""Split at any white space."""


def count(text):
    return len(text.split())
