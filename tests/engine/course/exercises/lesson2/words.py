"""`longest(text) -> str`: which word is the longest? Of several, the first."""


# TODO: the length decides, not the alphabet.
def longest(text):
    return max(text.split())
