"""Splits at single spaces, and leaves the empty parts out."""


def count(text):
    return sum(1 for part in text.split(" ") if part)
